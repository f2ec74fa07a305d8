internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleHistory
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import FumbleReport

/// The runs that are kept, over time.
enum RunHistory {
    /// What is wrong with the index is said on standard error, and changes nothing else.
    static func read(_ journal: Journal) throws(JournalError) -> History {
        let history = try History.read(journal, by: examiner)
        if let note = history.note { Console.note("fumble: \(note)") }
        return history
    }

    /// How old the rehearsals of every fleet are that runs are kept of, by what its file says now; a
    /// file that is gone says what it said at its newest run.
    ///
    /// - Parameter experiment: only the fleet of this one's newest run; nil: all.
    static func rehearsals(
        in history: History, of experiment: String? = nil, today: CalendarDay
    ) -> [RehearsalAge] {
        var newest: [String: KeptRun] = [:]
        for run in history.runs where experiment == nil || run.experiment == experiment {
            guard let fleet = run.files?.fleetName, run.when != nil else { continue }
            if let other = newest[fleet], other.start > run.start { continue }
            newest[fleet] = run
        }
        if experiment != nil, let last = newest.max(by: { $0.value.start < $1.value.start }) {
            newest = [last.key: last.value]
        }
        let judge = RehearsalJudge(today: today)
        return newest.sorted { $0.key < $1.key }.flatMap { fleet, run -> [RehearsalAge] in
            guard let now = now(of: run, in: history) else { return [] }
            return judge.ages(
                of: now, named: fleet, runs: history.runs, sources: history.sources)
        }
    }

    /// The lines that warn of rehearsals that are overdue.
    static func warnings(_ ages: [RehearsalAge]) -> [String] {
        ages.filter(\.isOverdue).map { "fumble: warning: \(RehearsalWords.sentence($0))" }
    }

    /// Warns after a run if its fleet asks for rehearsals; one that asks for none costs nothing.
    static func warn(after compiled: CompiledExperiment, today: CalendarDay) {
        let subsystems = compiled.plan.fleet.subsystems
        guard subsystems.contains(where: { $0.state?.rehearseEvery != nil }) else { return }
        do throws(JournalError) {
            let history = try read(RunsOptions.standard)
            let fleet = compiled.fleet?.path ?? compiled.experiment.path
            let ages = RehearsalJudge(today: today).ages(
                of: KeptSource(of: compiled, key: "", given: []), named: fleet,
                runs: history.runs, sources: history.sources)
            for line in warnings(ages) { Console.note(line) }
        } catch {
            Console.note("fumble: \(error)")
        }
    }

    /// What the files on disk say now, or the stored ones where those are gone or have mistakes.
    private static func now(of run: KeptRun, in history: History) -> KeptSource? {
        let stored = history.sources.first { $0.key == run.files?.key }
        guard let file = run.files?.experiment, Files.exists(file),
            case .success(let compiled) = Workshop(on: run.kind).compile(file),
            compiled.plan.experiment == run.header?.experiment
        else { return stored }
        return KeptSource(of: compiled, key: "", given: [])
    }

    private static let examiner = RunExaminer(
        source: { stored, kind, key in
            let kind = FleetKind(rawValue: kind) ?? .simulated
            let workshop = Workshop(stored: stored, on: kind)
            guard case .success(let compiled) = workshop.compile(stored) else {
                return KeptSource(key: key, method: "", subsystems: [])
            }
            return KeptSource(of: compiled, key: key, given: workshop.settings)
        },
        restarted: { run, source in
            FullRestarts.subsystems(of: run, servers: source.subsystems.map(\.servers))
                .map { source.subsystems[$0.index].name }
        })
}

extension KeptRun {
    fileprivate var kind: FleetKind {
        header.flatMap { FleetKind(rawValue: $0.fleetKind) } ?? .simulated
    }
}

extension KeptSource {
    fileprivate init(of compiled: CompiledExperiment, key: String, given: [InputSetting]) {
        let fleet = compiled.plan.fleet
        let topology = Topology(fleet)
        let parts = MethodDigest.parts(of: compiled.experiment, given: given)
        self.init(
            key: key,
            method: SHA256.hash(parts.flatMap { Array("\($0.name)=\($0.digest)\n".utf8) }),
            subsystems: fleet.subsystems.enumerated().map { place, subsystem in
                Subsystem(
                    name: subsystem.name, servers: topology.capacity(of: SubsystemID(place)),
                    size: subsystem.state?.size ?? ByteCount(bytes: 0),
                    objects: subsystem.state?.objects ?? 0, growth: subsystem.state?.growth,
                    rehearsed: subsystem.state?.rehearsed,
                    rehearseEvery: subsystem.state?.rehearseEvery)
            })
    }
}
