/// The part of a request after the question mark, decoded.
struct Query: Equatable, Sendable {
    private let items: [Item]

    private struct Item: Equatable {
        let name: String
        let value: String
    }

    /// - Returns: nil where it is not well formed.
    init?(of target: String) {
        guard let mark = target.firstIndex(of: "?") else {
            items = []
            return
        }
        var items: [Item] = []
        for part in target[target.index(after: mark)...].split(separator: "&") {
            let pair = part.split(
                separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = PercentEncoding.decode(pair[0], plusIsSpace: true),
                let value = PercentEncoding.decode(
                    pair.count > 1 ? pair[1] : "", plusIsSpace: true)
            else { return nil }
            items.append(Item(name: name, value: value))
        }
        self.items = items
    }

    /// The first value of that name; empty where the name stands alone.
    subscript(name: String) -> String? {
        items.first { $0.name == name }?.value
    }

    var names: [String] { items.map(\.name) }
}
