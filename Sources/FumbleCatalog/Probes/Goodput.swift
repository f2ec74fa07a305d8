internal import FumbleDocument
internal import FumbleModel

/// The share of an operation's intents that was answered before the client's deadline.
struct Goodput: ShareProbe, NamesThings {
    let operation: Located<String>
    let windows: Int

    static let kind = Kind<any Probe>(
        "goodput",
        summary: "The share of what clients asked that was answered in time.",
        example: "{goodput: {of: get, over: 10s}}",
        .required("of", Shape.name.located, "the operation asked"),
        .defaulted(
            "over", Windows.stretch, "\(Windows.length)",
            "the length of time looked at, in whole windows of \(Windows.length)")
    ) { Goodput(operation: $0, windows: $1) }

    var names: [NamedThing] { [NamedThing(.operation, operation.value, at: operation.span)] }
    var question: String { "goodput of \(operation.value)" }

    /// Requests below which a window says nothing.
    private static let fewest = 1.0

    func read(_ window: ArraySlice<WindowSample>, of fleet: FleetSpec) -> Double? {
        guard let id = fleet.operation(named: operation.value) else { return nil }
        var offered = 0.0
        var answered = 0.0
        for sample in window {
            offered += sample.operations[id.index].offered
            answered += sample.operations[id.index].answered
        }
        return offered < Self.fewest ? nil : answered / offered
    }

    func describe(_ reading: Double) -> String { Percentage.text(reading) }
}
