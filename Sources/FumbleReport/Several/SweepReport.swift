package import FumbleModel

/// What `fumble sweep` prints.
package struct SweepReport: Sendable {
    let sweep: SweepVerdict
    let rerun: Rerun
    /// The command that runs the sweep again; nil: not known.
    let again: String?
    /// The command that goes on with one that was interrupted; nil: it was not, or cannot.
    let goesOn: String?

    /// The command that runs one seed of one setting again.
    package typealias Rerun = @Sendable (UInt64, [Plan.Input]) -> String

    package init(
        _ sweep: SweepVerdict, again: String? = nil, goesOn: String? = nil,
        rerun: @escaping Rerun
    ) {
        self.sweep = sweep
        self.again = again
        self.goesOn = goesOn
        self.rerun = rerun
    }

    /// `s3-2017-baseline, seeds 1 to 1,000: 980 confirmed, 20 deviated`.
    var counts: String {
        let first = PeopleNumber.grouped(Int64(clamping: sweep.asked.lowerBound))
        let last = PeopleNumber.grouped(Int64(clamping: sweep.asked.upperBound))
        let seeds = sweep.asked.count == 1 ? "seed \(first)" : "seeds \(first) to \(last)"
        let part = sweep.shard.map { ", shard \($0.text)" } ?? ""
        let settings =
            sweep.settings.isEmpty
            ? "" : " on \(PeopleNumber.count(sweep.settings.count, "setting"))"
        let about = seeds + part + settings
        let parts = words.compactMap { word -> String? in
            let count = sweep.seeds.count { $0.word == word }
            return count == 0 ? nil : "\(PeopleNumber.grouped(count)) \(word)"
        }
        let missing = sweep.askedRuns - sweep.seeds.count
        let all = parts + (missing > 0 ? ["\(PeopleNumber.grouped(missing)) not begun"] : [])
        let swarm = sweep.isSwarm ? ", each a variant of the method" : ""
        return "\(sweep.experiment), \(about)\(swarm): \(all.joined(separator: ", "))"
    }

    var words: [String] {
        [Outcome.confirmed, .deviated, .inconclusive].map(\.rawValue)
            + ["stopped", "interrupted", "failed"]
    }

    static let mostShown = 10
}
