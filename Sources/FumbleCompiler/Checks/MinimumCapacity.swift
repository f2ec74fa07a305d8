internal import FumbleDocument
internal import FumbleModel

/// Minimums above the servers that carry the subsystem, which would be broken from the start.
enum MinimumCapacity {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        guard fleet.isCountable else { return }
        for (index, subsystem) in (fleet.written.subsystems ?? []).enumerated() {
            let capacity = fleet.capacity(of: index)
            guard let minimum = subsystem.value.minimum, capacity > 0,
                case .count(let count) = minimum.value, count > capacity
            else { continue }
            diagnostics.report(
                .minimumAboveWhole, at: minimum.span,
                "`\(subsystem.name)` must have \(count) servers serving, "
                    + "and only \(capacity) carry it",
                help: "write at most \(capacity), or a share such as `70%`")
        }
    }
}
