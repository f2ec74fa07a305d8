package import FumbleModel

/// The first thing in which two runs of the same plan and seed differ: there should be none.
package struct RunDifference: Sendable, Hashable, CustomStringConvertible {
    package let arm: Arm
    package let what: What

    package enum What: Sendable, Hashable {
        /// The first event written down that differs, counted from 1; nil: one of the two ended.
        case event(number: Int, first: RunEvent?, second: RunEvent?)
        /// The first window that differs, counted from 1.
        case window(number: Int)
        /// All that was written down is equal, and the fleet's events are not: from the first of
        /// these numbers to the last, counted from 1.
        case fleetEvents(ClosedRange<Int>)
        /// One of the two has no such arm.
        case missing
    }

    /// - Returns: nil where the two went the same way, event by event.
    package static func first(between first: Run, and second: Run) -> RunDifference? {
        for arm in Arm.allCases {
            let pair = (
                first.arms.first { $0.arm == arm }, second.arms.first { $0.arm == arm }
            )
            switch pair {
            case (nil, nil): continue
            case (let first?, let second?):
                if let what = difference(first, second) {
                    return RunDifference(arm: arm, what: what)
                }
            case (nil, _?), (_?, nil): return RunDifference(arm: arm, what: .missing)
            }
        }
        return nil
    }

    package var description: String {
        switch what {
        case .missing: "the \(arm.rawValue) arm is in one of them only"
        case .event(let number, let first, let second):
            "event \(number) of the \(arm.rawValue) arm is \(Self.words(first)), "
                + "and then \(Self.words(second))"
        case .window(let number):
            "window \(number) of the \(arm.rawValue) arm has other counts"
        case .fleetEvents(let range):
            "an event of the \(arm.rawValue) arm's fleet differs, "
                + "between \(range.lowerBound) and \(range.upperBound)"
        }
    }

    private static func words(_ event: RunEvent?) -> String {
        event.map { "\($0.what) at \($0.at)" } ?? "none"
    }

    /// Events between two marks of a fleet's hash.
    private static let eventsAMark = 4_096

    private static func difference(_ first: ArmRun, _ second: ArmRun) -> What? {
        for number in 0..<max(first.events.count, second.events.count) {
            let pair = (
                number < first.events.count ? first.events[number] : nil,
                number < second.events.count ? second.events[number] : nil
            )
            if pair.0 != pair.1 {
                return .event(number: number + 1, first: pair.0, second: pair.1)
            }
        }
        if first.windows != second.windows {
            let same = zip(first.windows, second.windows).prefix { $0 == $1 }.count
            return .window(number: same + 1)
        }
        guard first.counted != second.counted else { return nil }
        let same = zip(first.counted.marks, second.counted.marks).prefix { $0 == $1 }.count
        let last = max(first.counted.events, second.counted.events)
        let from = same * eventsAMark + 1
        return .fleetEvents(from...max(from, min(last, (same + 1) * eventsAMark)))
    }
}
