internal import FumbleEngine
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport
internal import SystemPackage

/// Runs what a sweep lacks, seed by seed and setting by setting, and writes each run down as it ends.
struct SweepCourse {
    let settings: SweepSettings
    let seeds: ClosedRange<UInt64>
    let shard: Shard?
    let jobs: Int
    let rule: StoppingRule?
    let progress: ProgressLine
    /// Where each run is written down; nil: nowhere.
    let lines: SweepLines?
    let variants: FilePath?

    struct Ended {
        var seeds: [SeedVerdict]
        var statuses: [ExitStatus] = []
        var precision: Precision?
        /// Runs that were asked for and not begun.
        var isCutShort = false
        /// Why runs are not on disk; the first of each sort.
        var errors: [JournalError] = []
    }

    /// - Parameter known: runs that are finished already; none of them is run again.
    func carryOut(known: [SeedVerdict], _ watch: SignalWatch) async -> Ended {
        let clock = ContinuousClock()
        let began = clock.now
        let asked = self.seeds.filter { shard?.has($0, of: self.seeds) ?? true }
        let wanted = Set(asked)
        let usable = known.filter { wanted.contains($0.seed) }
        var ended = Ended(seeds: usable, statuses: usable.map { ExitStatus($0.status, $0.outcome) })
        var done = Set(usable.map { RunKey($0) })
        let runners = settings.settings.map { runner(of: $0, watch) }
        let total = asked.count * runners.count
        let looks = rule == nil ? [asked.count] : StoppingRule.looks(upTo: asked.count)
        var begun = 0
        for (place, look) in looks.enumerated() {
            let work = asked[begun..<look].flatMap { seed in
                settings.settings.indices.filter { setting in
                    !done.contains(
                        RunKey(seed: seed, varied: settings.settings[setting].varied))
                }.map { (seed: seed, setting: $0) }
            }
            begun = look
            await Parallel.forEach(
                work.count, jobs: jobs, isStopped: { watch.signal != nil },
                { await runners[work[$0].setting].run(work[$0].seed) },
                take: { _, result in
                    take(result, into: &ended)
                    done.insert(RunKey(result.verdict))
                    progress.show(
                        bar(ended, of: total, known: usable.count, (clock.now - began).span))
                })
            if ended.seeds.count < look * runners.count, watch.signal != nil {
                ended.isCutShort = true
                break
            }
            if let rule {
                let first = Set(asked[..<look])
                let bySetting = settings.settings.map { setting in
                    ended.seeds.filter { first.contains($0.seed) && $0.varied == setting.varied }
                }
                let precision = rule.judge(look: place + 1, seeds: look, settings: bySetting)
                ended.precision = precision
                if precision.isReached {
                    // Runs of an earlier sweep that go on beyond this seed are no part of the answer.
                    ended.seeds.removeAll { !first.contains($0.seed) }
                    break
                }
            }
        }
        progress.clear()
        return ended
    }

    private func runner(
        of setting: SweepSettings.Setting, _ watch: SignalWatch
    ) -> SeedRunner {
        var out = variants
        if !setting.varied.isEmpty, let folder = variants {
            let place = settings.settings.firstIndex { $0.varied == setting.varied } ?? 0
            out = folder.appending("setting-\(place + 1)")
        }
        return SeedRunner(
            setting.compiled, given: setting.given, varied: setting.varied,
            isSwarm: settings.header.isSwarm, out: out, interruption: watch)
    }

    private func take(_ result: SeedRunner.Result, into ended: inout Ended) {
        // What a signal cut off is no run of this seed: it is run when the sweep goes on.
        if case .interrupted = result.verdict.status {
            ended.isCutShort = true
            return
        }
        ended.seeds.append(result.verdict)
        ended.statuses.append(result.status)
        if let error = result.error { ended.errors.append(error) }
        guard let lines else { return }
        do throws(JournalError) {
            try lines.append(SeedJSON.line(result.verdict))
        } catch {
            ended.statuses.append(.unrecorded)
            if !ended.errors.contains(where: { $0.cause == error.cause }) {
                ended.errors.append(error)
            }
        }
    }

    private func bar(
        _ ended: Ended, of total: Int, known: Int, _ elapsed: TimeSpan
    ) -> String {
        let deviated = ended.seeds.count { $0.word == Outcome.deviated.rawValue }
        return ProgressBar.text(
            done: ended.seeds.count, of: total, known: known, noun: "runs",
            note: "\(deviated) deviated", elapsed: elapsed)
    }
}

extension Duration {
    fileprivate var span: TimeSpan {
        TimeSpan(
            microseconds: components.seconds * 1_000_000
                + components.attoseconds / 1_000_000_000_000)
    }
}
