internal import FumbleDocument
internal import FumbleModel

/// A secret stands only where it is handed over unseen: in a variable, or in what a service is sent as
/// `Authorization`. Anywhere else it would be in a list of processes, in a report or in a journal.
enum SecretPlaces {
    /// Fields whose values, or whose lists of values, may be secrets.
    private static let allowed = ["environment", "authorization"]
    /// Fields that are for people alone.
    private static let prose = ["claim", "because"]

    static func check(_ root: Node, _ diagnostics: inout Diagnostics) {
        switch root.content {
        case .scalar(let scalar):
            guard let name = SecretName.first(in: scalar.text) else { return }
            diagnostics.report(
                .secretInView, at: root.span, "`\(name)` would be read by others here",
                help: "hand it over as a variable: `environment: [NAME=\(name)]`")
        case .sequence(let elements):
            for element in elements { check(element, &diagnostics) }
        case .mapping(let entries):
            for entry in entries where !prose.contains(entry.name) {
                if allowed.contains(entry.name), isPlain(entry.value) { continue }
                check(entry.value, &diagnostics)
            }
        }
    }

    /// One value, or a list of such.
    private static func isPlain(_ node: Node) -> Bool {
        node.scalar != nil || node.elements?.allSatisfy { $0.scalar != nil } == true
    }
}
