import NIOCore

/// The list of objects in the body of a `POST ?delete`.
struct DeleteRequest: Equatable, Sendable {
    private(set) var keys: [String] = []
    /// Whether those that went are not to be told.
    private(set) var isQuiet = false

    private static let most = 1000

    init(_ body: ByteBuffer) throws(S3Error) {
        var scanner = XMLScanner(String(buffer: body))
        var path: [String] = []
        var text = ""
        while let token = try scanner.next() {
            switch token {
            case .open(let name):
                path.append(name)
                text = ""
            case .text(let more): text += more
            case .close(let name):
                guard path.popLast() == name else { throw .malformedXML }
                if name == "Key", path.last == "Object" { keys.append(text) }
                if name == "Quiet" { isQuiet = text == "true" }
                text = ""
            }
        }
        guard path.isEmpty, !keys.isEmpty, keys.count <= Self.most else { throw .malformedXML }
    }
}
