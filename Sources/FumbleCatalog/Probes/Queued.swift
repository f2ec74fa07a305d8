internal import FumbleDocument
internal import FumbleModel

/// The requests that a dependent has queued.
struct Queued: Probe, NamesThings {
    let dependent: Located<String>

    static let kind = Kind<any Probe>(
        "queued",
        summary: "The requests that a dependent has queued, at the end of a window.",
        example: "{queued: {of: chat-uploads}}",
        .required("of", Shape.name.located, "the dependent")
    ) { Queued(dependent: $0) }

    var names: [NamedThing] { [NamedThing(.dependent, dependent.value, at: dependent.span)] }
    var question: String { "requests queued by \(dependent.value)" }
    var windows: Int { 1 }

    func read(_ window: ArraySlice<WindowSample>, of fleet: FleetSpec) -> Double? {
        guard let index = fleet.dependents.firstIndex(where: { $0.name == dependent.value }),
            let last = window.last
        else { return nil }
        return last.queued[index]
    }

    func describe(_ reading: Double) -> String { "\(Int64(reading.rounded())) requests" }
}
