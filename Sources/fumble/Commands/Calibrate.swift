internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleJournal
internal import FumbleJudge
internal import FumbleModel
internal import SystemPackage

struct Calibrate: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "calibrate",
        abstract: "Fits a fleet's numbers to what a stored run measured: starts, and service.",
        discussion: """
            It prints a part of a fleet's file: for each subsystem of which servers started again, how \
            long each phase took, as a time or a rate of what one server holds by the file; and the \
            service of operations whose `latency` the experiment measured. With `--out` it writes the \
            run's fleet file with those numbers in it, without its comments, for the simulator to \
            predict other experiments with. Of a simulated run it gives back the simulator's own.

            Examples:
              fumble calibrate depot-restart
              fumble calibrate depot-restart --out fleets/depot-as-measured.yaml
            """)

    @Argument(help: "A run: its folder, [EXPERIMENT/]ID, or an experiment's name for its newest.")
    var stored: String

    @Option(
        help: "Also writes the run's fleet file with what was measured.", completion: .file())
    var out: String?

    @OptionGroup var runs: RunsOptions

    @Flag(name: .shortAndLong, help: "Say nothing on standard error but mistakes.")
    var quiet = false

    func run() throws {
        let old = try StoredVerdict(stored, in: runs)
        let calibration = Calibration(of: old.stored.run, old.compiled.plan)
        warn(of: old.stored.run, calibration, old.compiled.plan.fleet)
        guard !calibration.isEmpty else {
            throw ValidationError(
                "run '\(old.stored.run.header.id)' measured nothing to calibrate by: no server "
                    + "started again, and no `latency` was measured")
        }
        let fleet = CalibratedFleet(calibration, of: old.stored.run, old.compiled.plan.fleet)
        let text = try out.map { _ in fleet.file(of: try root(of: old)) }
        Console.print(fleet.fragment)
        if !fleet.unmeasured.isEmpty {
            note(
                "no server of these started again, they stay as they are: "
                    + fleet.unmeasured.joined(separator: ", "))
        }
        guard let out, let text else { return }
        do throws(Errno) {
            try Files.write(text, to: out)
        } catch {
            Console.note("fumble: cannot write \(out): \(error)")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
        note("wrote \(out)")
    }

    /// Says what makes numbers doubtful, before any of them is printed.
    private func warn(of run: Run, _ calibration: Calibration, _ fleet: FleetSpec) {
        switch run.status {
        case .completed: break
        case .stopped(let reason), .failed(let reason):
            note("the run did not come to its end (\(reason)): it may have measured too little")
        case .interrupted(let signal):
            note("the run did not come to its end (\(signal)): it may have measured too little")
        }
        for operation in calibration.late {
            note(
                "clients of \(fleet[operation].name) could not keep their schedule: what they waited is "
                    + "not all service, and an arm in which they could not is left out")
        }
        for fit in calibration.operations where fit.isMedian {
            note(
                "answers of \(fleet[fit.operation].name) are too far apart for a distribution: its "
                    + "service is their median; a run with fewer faults says more")
        }
    }

    private func note(_ text: String) {
        if !quiet { Console.note("fumble: \(text)") }
    }

    /// The fleet's file as it was when the run was made.
    private func root(of old: StoredVerdict) throws -> Node {
        let file = old.stored.sources.fleet
        guard !file.name.isEmpty else {
            throw ValidationError(
                "`--out` writes a fleet's file, and this run's fleet stands in its experiment: put "
                    + "what is printed there")
        }
        var ignored = Diagnostics()
        guard let document = YAMLReader.read(file.bytes, file: file.name, diagnostics: &ignored)
        else {
            Console.note("fumble: \(file.name) cannot be read")
            throw ExitCode(ExitStatus.mistakes.rawValue)
        }
        return document.root
    }
}
