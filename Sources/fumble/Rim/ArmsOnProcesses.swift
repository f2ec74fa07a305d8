internal import FumbleModel

/// The arms that real processes are run for: nobody asks for an outage unless they say so.
struct ArmsOnProcesses {
    let arms: [Arm]
    /// The arm that was planned and is left out; nil: none is.
    let onlyIfAsked: Arm?

    /// - Parameter asked: the arms that were asked for; empty: nobody said.
    init(of plan: Plan, asked: [Arm] = []) {
        let planned = plan.arms
        if !asked.isEmpty {
            arms = asked
        } else {
            arms = planned.count > 1 ? planned.filter { $0 != .unguarded } : planned
        }
        onlyIfAsked = planned.contains(.unguarded) && !arms.contains(.unguarded) ? .unguarded : nil
    }
}
