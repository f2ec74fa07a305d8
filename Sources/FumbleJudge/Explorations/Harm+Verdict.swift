package import FumbleModel

extension Harm {
    /// What came of one arm, and of the lines that some of its steps typed.
    ///
    /// - Parameter paths: those steps.
    package init(of verdict: Verdict, at paths: [String]) {
        let arm = verdict.main
        let windows = arm.capacity.map(\.lowest.count).max() ?? 0
        let below = (0..<windows).count { window in
            arm.capacity.contains { course in
                course.lowest.indices.contains(window) && course.lowest[window] < course.minimum
            }
        }
        let recovery = arm.recovery
        self.init(
            belowMinimum: TimeSpan(
                microseconds: Int64(below) * verdict.resolution.microseconds),
            disturbed: Self.disturbed(recovery),
            isCensored: recovery.isDisturbed && recovery.isCensored,
            lostRequests: recovery.lostRequests,
            lostData: arm.writesLost + arm.data.reduce(0) { $0 + Self.lost(of: $1) },
            observed: recovery.observedFor, headline: verdict.headline,
            servers: arm.commands.filter { paths.contains($0.path) }
                .reduce(0) { $0 + $1.applied },
            timeline: arm.timeline.filter { $0.weight > .detail }, parts: Self.parts(of: verdict),
            isPending: arm.commands.contains {
                paths.contains($0.path) && $0.ending == .unfinished
            }, askedInWindow: Self.askedInWindow(arm.course.windows),
            window: verdict.resolution)
    }

    private static func askedInWindow(_ windows: [WindowSample]) -> Double {
        guard !windows.isEmpty else { return 0 }
        let asked = windows.reduce(0.0) { sum, window in
            window.operations.reduce(sum) { $0 + $1.offered }
        }
        return asked / Double(windows.count)
    }

    private static func parts(of verdict: Verdict) -> [Part] {
        let arm = verdict.main
        let capacity = arm.capacity.map { course in
            let windows = course.lowest.count { $0 < course.minimum }
            return Part(
                name: "capacity \(course.subsystem)",
                outage: TimeSpan(
                    microseconds: Int64(windows) * verdict.resolution.microseconds))
        }
        let clients = arm.byOperation.map { operation in
            Part(
                name: "clients \(operation.operation)", outage: disturbed(operation.recovery),
                lostRequests: operation.recovery.lostRequests, isOfClients: true)
        }
        // What is gone for good is not well to the end of the run.
        let data = arm.data.map { data in
            Part(
                name: "data \(data.subsystem)",
                outage: lost(of: data) > 0 ? arm.recovery.observedFor : .zero,
                lostData: share(of: data))
        }
        return capacity + clients + data
    }

    private static func disturbed(_ recovery: Recovery) -> TimeSpan {
        guard recovery.isDisturbed else { return .zero }
        return recovery.isCensored ? recovery.observedFor : recovery.timeToRecover ?? .zero
    }

    /// The share of all data of a subsystem that is gone for good.
    ///
    /// Of what is back but for the writes of the copy's age, those objects; where nobody knows how many they
    /// are, what is between none and anything that is left deleted.
    private static func share(of data: DataVerdict) -> Double {
        switch data.lost {
        case .all, .undecided: return data.deleted.fraction
        case .young(let age, let objects):
            guard let objects, data.objects > 0 else { return unknown * age.seconds }
            return data.deleted.fraction * Double(objects) / Double(data.objects)
        }
    }

    /// What a second of writes counts for, of which nobody knows the number.
    private static let unknown = 1e-9

    /// Where nobody knows how many objects are gone, or whether, something is.
    private static func lost(of data: DataVerdict) -> Int64 {
        switch data.lost {
        case .young(_, let objects): objects ?? 1
        case .undecided: 1
        case .all: max(data.objects, 1)
        }
    }
}
