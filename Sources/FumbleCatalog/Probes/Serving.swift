internal import FumbleDocument
internal import FumbleModel

/// The share of a subsystem's servers that serve.
struct Serving: ShareProbe, NamesThings {
    let subsystem: Located<String>

    static let kind = Kind<any Probe>(
        "serving",
        summary: "The share of a subsystem's servers that serve, at the end of a window.",
        example: "{serving: {of: index}}",
        .required("of", Shape.name.located, "the subsystem")
    ) { Serving(subsystem: $0) }

    var names: [NamedThing] { [NamedThing(.subsystem, subsystem.value, at: subsystem.span)] }
    var question: String { "serving servers of \(subsystem.value)" }
    var windows: Int { 1 }

    func read(_ window: ArraySlice<WindowSample>, of fleet: FleetSpec) -> Double? {
        guard let id = fleet.subsystem(named: subsystem.value), let last = window.last else {
            return nil
        }
        let carriers = fleet.groups.filter { $0.carries.contains(id) }.reduce(0) { $0 + $1.count }
        return carriers == 0 ? nil : Double(last.subsystems[id.index].serving) / Double(carriers)
    }

    func describe(_ reading: Double) -> String { Percentage.text(reading) }
}
