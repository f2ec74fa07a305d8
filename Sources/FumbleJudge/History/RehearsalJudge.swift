package import FumbleModel

/// Says how long ago each subsystem of a fleet was last restarted in full.
///
/// Runs on processes and on the simulated fleet both count; it is said which it was. Where the fleet's
/// file names a later one, that counts.
package struct RehearsalJudge {
    private let today: CalendarDay

    package init(today: CalendarDay) {
        self.today = today
    }

    /// - Parameters:
    ///   - runs: of any fleets.
    ///   - now: what the fleet's file says now.
    ///   - fleet: its name, as runs have it.
    /// - Returns: one for each subsystem that was restarted, or of which the file says how often it is
    ///   to be, or when it was.
    package func ages(
        of now: KeptSource, named fleet: String, runs: [KeptRun], sources: [KeptSource]
    ) -> [RehearsalAge] {
        let own = runs.filter { $0.files?.fleetName == fleet && !$0.restarted.isEmpty }
        return now.subsystems.compactMap { subsystem in
            let newest = own.filter { $0.restarted.contains(subsystem.name) && day(of: $0) != nil }
                .max { $0.start < $1.start }
            guard newest != nil || subsystem.rehearseEvery != nil || subsystem.rehearsed != nil
            else {
                return nil
            }
            return age(of: subsystem, in: fleet, newest: newest, sources: sources)
        }
    }

    /// A run of tomorrow is none.
    private func day(of run: KeptRun) -> CalendarDay? {
        run.when.flatMap { $0.day <= today ? $0.day : nil }
    }

    private func age(
        of subsystem: KeptSource.Subsystem, in fleet: String, newest: KeptRun?,
        sources: [KeptSource]
    ) -> RehearsalAge {
        let declared = subsystem.rehearsed.map { $0.wholeDays }
        let done = newest.flatMap { run in
            day(of: run).map { (run: run, day: $0, days: today.sinceEpoch - $0.sinceEpoch) }
        }
        if let done, done.days <= declared ?? .max {
            let then = sources.first { $0.key == done.run.files?.key }?.subsystems
                .first { $0.name == subsystem.name }
            return RehearsalAge(
                fleet: fleet, subsystem: subsystem.name,
                last: .init(
                    days: done.days,
                    how: .run(
                        done.run.id, experiment: done.run.experiment, day: done.day,
                        fleetKind: done.run.header?.fleetKind ?? "")),
                grown: Self.grown(subsystem, since: then, days: done.days),
                every: subsystem.rehearseEvery)
        }
        return RehearsalAge(
            fleet: fleet, subsystem: subsystem.name,
            last: declared.map { .init(days: $0, how: .declared) },
            grown: declared.flatMap { Self.grown(subsystem, since: nil, days: $0) },
            every: subsystem.rehearseEvery)
    }

    /// By the sizes that are declared, where the file was changed since; else by the growth.
    private static func grown(
        _ now: KeptSource.Subsystem, since then: KeptSource.Subsystem?, days: Int
    ) -> RehearsalAge.Grown? {
        if let then, then.size != now.size, then.size.bytes > 0 {
            return .init(
                times: Double(now.size.bytes) / Double(then.size.bytes),
                by: .sizes(then: then.size, now: now.size))
        }
        guard let growth = now.growth else { return nil }
        let times = growth.factor(over: .days(Int64(days)))
        return times.isFinite ? .init(times: times, by: .growth(growth)) : nil
    }
}

extension TimeSpan {
    fileprivate var wholeDays: Int { Int(microseconds / TimeSpan.days(1).microseconds) }
}
