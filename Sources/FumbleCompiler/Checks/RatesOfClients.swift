internal import FumbleDocument
internal import FumbleModel

/// Rates that no fleet is asked at, and service times of subsystems that are not on the way.
enum RatesOfClients {
    /// Above this a rate is a slip of the keyboard, and sums of them are no longer exact.
    private static let most = Frequency(perSecond: 1e9)

    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for operation in fleet.written.operations {
            check(operation.value.rate, &diagnostics)
            checkService(of: operation, &diagnostics)
        }
        for dependent in fleet.written.dependents {
            check(dependent.rate, &diagnostics)
            check(dependent.drainsAt, &diagnostics)
            if dependent.drainsAt.value.perSecond == 0 {
                diagnostics.report(
                    .outOfRange, at: dependent.drainsAt.span,
                    "`\(dependent.name.value)` would never work its queue off",
                    help: "write how fast it drains, such as `400/s`")
            }
        }
    }

    private static func check(
        _ rate: Located<Frequency>, _ diagnostics: inout Diagnostics
    ) {
        guard rate.value > most else { return }
        diagnostics.report(
            .numberTooLarge, at: rate.span, "a rate above \(most) cannot be reckoned with",
            help: "write a rate that clients could ask at")
    }

    private static func checkService(
        of operation: MapEntry<WrittenOperation>, _ diagnostics: inout Diagnostics
    ) {
        guard case .each(let services) = operation.value.service else { return }
        let path = operation.value.stations.map(\.value)
        for service in services where !path.contains(service.name) {
            diagnostics.report(
                .unusedName, at: service.nameSpan,
                "`\(service.name)` is not on the path of `\(operation.name)`",
                help: NearestWord.hint(
                    for: service.name, among: path + distributions(like: service.name),
                    noun: "subsystem"))
        }
    }

    /// A misspelt distribution reads as a subsystem.
    private static func distributions(like name: String) -> [String] {
        NearestWord.nearest(to: name, among: WrittenLength.words).map { [$0] } ?? []
    }
}
