import FumbleModel

/// Configuration files that are not as they were when their servers started.
struct ConfigDrifts: Sendable {
    private var originals: [Place: [UInt8]] = [:]
    /// How often each server has started with a file that is not its own.
    private var starts: [Int: Int] = [:]

    struct Place: Sendable, Hashable {
        let server: Int
        let file: String
    }

    /// What stood in a file before the first of its changes that still stand; nil: it has none.
    func original(of place: Place) -> [UInt8]? { originals[place] }

    mutating func begin(_ place: Place, from original: [UInt8]) {
        if originals[place] == nil { originals[place] = original }
    }

    mutating func end(_ place: Place) {
        originals[place] = nil
        if !originals.keys.contains(where: { $0.server == place.server }) {
            starts[place.server] = nil
        }
    }

    mutating func noteStart(of server: Int) {
        guard originals.keys.contains(where: { $0.server == server }) else { return }
        starts[server, default: 0] += 1
    }

    func starts(of server: Int) -> Int { starts[server] ?? 0 }

    /// Puts one text in the place of another, wherever it stands.
    ///
    /// - Returns: nil: it stands nowhere.
    static func replacing(
        _ text: String, by other: String, in bytes: [UInt8]
    ) -> (bytes: [UInt8], places: Int)? {
        let (wanted, new) = (Array(text.utf8), Array(other.utf8))
        var (made, places, index) = ([UInt8](), 0, 0)
        while index < bytes.count {
            if bytes[index...].starts(with: wanted) {
                made += new
                index += wanted.count
                places += 1
            } else {
                made.append(bytes[index])
                index += 1
            }
        }
        return places == 0 ? nil : (made, places)
    }
}
