internal import FumbleModel

/// Goes through a method with the share of its data that each subsystem still has.
struct DataSketcher {
    private let fleet: FleetSpec
    private var kept: [Double]
    private var words: [String] = []

    init(_ fleet: FleetSpec) {
        self.fleet = fleet
        kept = [Double](repeating: 1, count: fleet.subsystems.count)
    }

    mutating func delete(_ share: Share, of subsystem: SubsystemID) {
        let gone = kept[subsystem.index] * share.fraction
        kept[subsystem.index] -= gone
        let spec = fleet[subsystem]
        let objects = Int64((Double(spec.state?.objects ?? 0) * gone).rounded())
        let counted = objects > 0 ? ", \(objects) objects" : ""
        let back =
            spec.state?.copy == nil
            ? "there is no copy" : "a restore takes \(restoreTime(of: subsystem))"
        words.append("deletes \(share) of the data of \(spec.name)\(counted); \(back)")
    }

    mutating func restore(_ subsystem: SubsystemID) {
        let time = restoreTime(of: subsystem)
        let isGone = kept[subsystem.index] < 1
        kept[subsystem.index] = 1
        words.append(
            isGone
                ? "restores \(fleet[subsystem].name) from its copy in \(time)"
                : "restores \(fleet[subsystem].name), of which nothing is deleted by then")
    }

    /// What the steps since the last call do to data; nil: nothing.
    mutating func take() -> String? {
        defer { words = [] }
        return words.isEmpty ? nil : words.joined(separator: "; ")
    }

    private func restoreTime(of subsystem: SubsystemID) -> TimeSpan {
        guard let state = fleet[subsystem].state, let copy = state.copy else { return .zero }
        let bytes = Double(state.size.bytes) * (1 - kept[subsystem.index])
        let seconds = (bytes / copy.restoresAt.bytesPerSecond).rounded()
        guard seconds < TimeSpan.years(1_000).seconds else { return .years(1_000) }
        return copy.after + .seconds(Int64(seconds))
    }
}
