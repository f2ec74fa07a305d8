/// Makes replies of bytes that come piece by piece.
///
/// A reply that is not whole yet is read anew when more has come; none may be longer than a bound.
struct RESPReader: Sendable {
    private var bytes: [UInt8] = []
    /// Where the first reply that was not taken begins.
    private var start = 0

    /// The other side does not speak RESP, or says more than a reply may hold.
    struct Mistake: Error, Sendable, Hashable {
        let reason: String
    }

    static let longestReply = 1 << 20
    static let mostElements = 1_024
    static let deepest = 4
    /// A line that is a number or a text, without what follows it.
    static let longestLine = 4_096

    mutating func feed(_ piece: some Collection<UInt8>) {
        if start == bytes.count {
            bytes.removeAll(keepingCapacity: true)
            start = 0
        }
        bytes += piece
    }

    /// - Returns: the next whole reply; nil: it has not come yet.
    mutating func next() throws(Mistake) -> RESPReply? {
        guard let (reply, end) = try reply(at: start, depth: 0) else {
            guard bytes.count - start <= Self.longestReply else {
                throw Mistake(reason: "a reply is longer than \(Self.longestReply) bytes")
            }
            bytes.removeFirst(start)
            start = 0
            return nil
        }
        start = end
        return reply
    }

    private func reply(
        at place: Int, depth: Int
    ) throws(Mistake) -> (reply: RESPReply, end: Int)? {
        guard depth <= Self.deepest else {
            throw Mistake(reason: "arrays lie more than \(Self.deepest) deep")
        }
        guard let (line, end) = try line(at: place), let kind = line.first else { return nil }
        let text = String(decoding: line.dropFirst(), as: UTF8.self)
        switch kind {
        case UInt8(ascii: "+"): return (.simple(text), end)
        case UInt8(ascii: "-"): return (.error(text), end)
        case UInt8(ascii: ":"): return (.integer(try number(text)), end)
        case UInt8(ascii: "$"): return try bulk(of: try number(text), at: end)
        case UInt8(ascii: "*"): return try array(of: try number(text), at: end, depth: depth)
        default: throw Mistake(reason: "no reply begins with the byte \(kind)")
        }
    }

    private func bulk(
        of size: Int, at place: Int
    ) throws(Mistake) -> (reply: RESPReply, end: Int)? {
        if size == -1 { return (.bulk(nil), place) }
        guard (0...Self.longestReply).contains(size) else {
            throw Mistake(reason: "a text of \(size) bytes")
        }
        let end = place + size
        guard bytes.count >= end + 2 else { return nil }
        guard bytes[end] == UInt8(ascii: "\r"), bytes[end + 1] == UInt8(ascii: "\n") else {
            throw Mistake(reason: "a text is not ended by a line's end")
        }
        return (.bulk(Array(bytes[place..<end])), end + 2)
    }

    private func array(
        of count: Int, at place: Int, depth: Int
    ) throws(Mistake) -> (reply: RESPReply, end: Int)? {
        if count == -1 { return (.array(nil), place) }
        guard (0...Self.mostElements).contains(count) else {
            throw Mistake(reason: "an array of \(count) elements")
        }
        var elements: [RESPReply] = []
        var place = place
        for _ in 0..<count {
            guard let (element, end) = try reply(at: place, depth: depth + 1) else { return nil }
            elements.append(element)
            place = end
        }
        return (.array(elements), place)
    }

    /// A line without its end, and where the next begins; nil: it has not ended yet.
    private func line(at place: Int) throws(Mistake) -> (line: ArraySlice<UInt8>, end: Int)? {
        let rest = bytes[place...]
        guard let end = rest.firstIndex(of: UInt8(ascii: "\r")) else {
            guard rest.count <= Self.longestLine else {
                throw Mistake(reason: "a line is longer than \(Self.longestLine) bytes")
            }
            return nil
        }
        guard end + 1 < bytes.count else { return nil }
        guard bytes[end + 1] == UInt8(ascii: "\n"), end > place else {
            throw Mistake(reason: "a line is empty, or not ended as lines are")
        }
        return (bytes[place..<end], end + 2)
    }

    private func number(_ text: String) throws(Mistake) -> Int {
        guard let number = Int(text) else { throw Mistake(reason: "`\(text)` is no number") }
        return number
    }
}
