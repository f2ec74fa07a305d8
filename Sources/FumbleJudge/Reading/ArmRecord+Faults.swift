import FumbleModel

/// Faults that were reverted in the very instant in which they were injected.
extension ArmRecord {
    /// A fault that a step injected.
    struct InjectedFault: Hashable {
        let path: String
        let kind: String
    }

    /// In order of time; a step in a loop is there once.
    var momentaryFaults: [InjectedFault] {
        var found: [InjectedFault] = []
        for (place, event) in events.enumerated() {
            guard case .injected(let path, let kind, _) = event.what else { continue }
            let isReverted = events[place...].prefix { $0.at == event.at }
                .contains { $0.what == .reverted(path: path, kind: kind) }
            let fault = InjectedFault(path: path, kind: kind)
            if isReverted, !found.contains(fault) { found.append(fault) }
        }
        return found
    }

    /// The kind of the only fault, if that was momentary.
    var onlyMomentaryFault: String? {
        let faults = events.count { if case .injected = $0.what { true } else { false } }
        guard faults == 1 else { return nil }
        return momentaryFaults.first?.kind
    }
}
