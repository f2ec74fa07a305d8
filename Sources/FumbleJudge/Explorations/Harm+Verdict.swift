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
        let disturbed =
            recovery.isCensored ? recovery.observedFor : recovery.timeToRecover ?? .zero
        self.init(
            belowMinimum: TimeSpan(
                microseconds: Int64(below) * verdict.resolution.microseconds),
            disturbed: recovery.isDisturbed ? disturbed : .zero,
            isCensored: recovery.isDisturbed && recovery.isCensored,
            lostRequests: recovery.lostRequests,
            lostData: arm.writesLost + arm.data.reduce(0) { $0 + Self.lost(of: $1) },
            observed: recovery.observedFor, headline: verdict.headline,
            servers: arm.commands.filter { paths.contains($0.path) }
                .reduce(0) { $0 + $1.applied },
            timeline: arm.timeline.filter { $0.weight > .detail })
    }

    /// Where nobody knows how many objects are gone, or whether, something is.
    private static func lost(of data: DataVerdict) -> Int64 {
        switch data.lost {
        case .young(_, let objects): objects ?? 1
        case .undecided: 1
        case .all: max(data.objects, 1)
        }
    }
}
