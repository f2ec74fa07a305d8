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

    /// Faults that stood and were measured to have done nothing, with what was measured, in order of time.
    var missedFaults: [(fault: InjectedFault, effect: String)] {
        told.compactMap { place, event in
            guard case .fleet(.missed(let kind, _, let effect)) = event.what else { return nil }
            let paths = events.prefix(place).compactMap { before in
                guard case .injected(let path, kind, _) = before.what else { return String?.none }
                return path
            }
            return (InjectedFault(path: paths.last ?? "method", kind: kind), effect)
        }
    }

    /// The kind of the only fault, if that was momentary.
    var onlyMomentaryFault: String? {
        let faults = events.count { if case .injected = $0.what { true } else { false } }
        guard faults == 1 else { return nil }
        return momentaryFaults.first?.kind
    }
}
