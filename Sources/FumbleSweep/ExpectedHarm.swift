internal import FumbleDocument
internal import FumbleModel

/// What an experiment expects to go wrong: promises that break, guards before harm, outages of at
/// least so long.
///
/// A variant does less than the file says. That no more goes wrong than the file allows is asked of
/// it all the same; that as much goes wrong would blame it for what was left out.
struct ExpectedHarm {
    /// The experiment, open where it expected harm: any result will do there.
    let opened: Node
    /// The findings that were opened, by their paths, in the order of the file.
    let paths: [String]

    init(of root: Node) {
        var opening = Opening()
        let path = NodePath().key("expect")
        let opened = root[path].map { opening.open($0, at: "expect") }
        self.opened = opened.map { root.replacing(path, with: $0) } ?? root
        paths = opening.paths
    }

    private struct Opening {
        var paths: [String] = []

        /// The bound that asks for harm, by the name of what it bounds, and one that asks for none. Of
        /// depth and of the time to a symptom more is better.
        private static let bounds: [(name: String, bound: String, open: (String, String))] =
            [
                "time-to-detect", "time-to-respond", "time-to-first-success", "time-to-recover",
                "time-to-heal", "age",
            ].map { ($0, "at-least", ("at-least", "0s")) } + [
                ("time-to-symptom", "at-most", ("at-least", "0s")),
                ("depth", "at-most", ("at-most", "100%")),
                ("lost-requests", "at-least", ("at-least", "0 requests")),
                ("acknowledged-writes-lost", "at-least", ("at-least", "0 requests")),
                ("objects", "at-least", ("at-least", "0 objects")),
                ("relapses", "at-least", ("at-least", "0")),
                ("false-stops", "at-least", ("at-least", "0")),
            ]
        /// Of promises, and of guards that had harm before them.
        private static let harms =
            ["broken"] + [GuardOutcome.held, .broke, .bypassed].map(\.rawValue)
        private static let any = "any"

        mutating func open(_ node: Node, at path: String) -> Node {
            guard let entries = node.entries else {
                let word = node.scalar?.text ?? ""
                guard Self.harms.contains(word) else { return node }
                paths.append(path)
                return .scalar(Self.any, at: node.span)
            }
            var opened: [Node.Entry] = []
            for entry in entries {
                let below = "\(path).\(entry.name)"
                let value = range(entry, at: below) ?? open(entry.value, at: below)
                opened.append(Node.Entry(key: entry.key, value: value))
            }
            return node.with(.mapping(opened))
        }

        /// - Returns: nil where it is no range with a bound that asks for harm.
        private mutating func range(_ entry: Node.Entry, at path: String) -> Node? {
            guard let known = Self.bounds.first(where: { $0.name == entry.name }),
                let bound = entry.value[known.bound]
            else { return nil }
            paths.append(path)
            let rest = entry.value.without(known.bound)
            guard rest.entries?.isEmpty ?? true else { return rest }
            let (name, text) = known.open
            return entry.value.with(
                .mapping([
                    Node.Entry(
                        key: .scalar(name, at: bound.span), value: .scalar(text, at: bound.span))
                ]))
        }
    }
}
