internal import FumbleDocument

/// What a step does, as a class: the kind of its fault, or `operator`, `load`, `wait-until`, `each`.
struct StepKind: Hashable {
    let name: String
    /// Somebody types a line in it; its words are as they are.
    let typesLine: Bool
    /// It only waits, and so belongs to the time of the next one.
    var waits: Bool { name == Self.wait }

    private static let wait = "wait-until"
    private static let others = ["operator", "load", wait, "each"]

    init(of step: Node) {
        if let fault = step["fault"], let kind = fault.entries?.first {
            name = kind.name
            typesLine = kind.value["typed"] != nil
        } else {
            name = Self.others.first { step[$0] != nil } ?? ""
            typesLine =
                name == "operator"
                || (step["each"]?["do"]?.elements ?? []).contains { StepKind(of: $0).typesLine }
        }
    }
}
