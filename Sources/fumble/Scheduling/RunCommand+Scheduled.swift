internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleExternal
internal import FumbleModel
internal import FumbleReport
internal import FumbleSchedule
internal import Glibc
internal import SystemPackage

/// `fumble run --scheduled`: what is due now, and nothing else.
extension RunCommand {
    func runScheduled() async throws -> ExitStatus {
        let now = at ?? Moment(seconds: Int(Glibc.time(nil)))
        let items: [ScheduledItem]
        switch ScheduledItems.find(in: files, Workshop(settings: set, on: on)) {
        case .failure(let found):
            tell(found.diagnostics, found.sources)
            return .mistakes
        case .success(let found): items = found
        }
        var all: Done = ([], [])
        for item in items {
            let done = try await runIfDue(item, now)
            all.verdicts += done.verdicts
            all.statuses += done.statuses
        }
        all.statuses.append(report.print(all.verdicts))
        return .worst(of: all.statuses)
    }

    private func runIfDue(_ item: ScheduledItem, _ now: Moment) async throws -> Done {
        let lateness = Int((late?.time ?? item.when.late).microseconds / 1_000_000)
        guard let date = item.timetable.due(at: now, late: lateness) else {
            report.note("\(item.source): not due\(next(of: item, now))")
            return ([], [])
        }
        guard isPossible(item.experiments) else { return ([], [.unavailable]) }
        let locks: FleetLocks
        do throws(FleetLocks.Refused) {
            locks = try FleetLocks(
                item.fleets, for: "\(item.source), process \(getpid()), since \(now)")
        } catch {
            Console.note("\(item.source): not run: \(error)")
            return ([], [error.status])
        }
        defer { locks.release() }
        do {
            let memory = try StateFolder.file("schedules", for: item.source, ending: ".last")
            if try isDone(date, memory) {
                report.note(
                    "\(item.source): not due: \(date.moment) was run already\(next(of: item, now))")
                return ([], [])
            }
            // Before the run, so that nothing is run of which nobody could remember that it was.
            try Files.write("\(date.moment) begun\n", to: memory)
            report.note("\(item.source): due since \(date.local) \(item.timetable.zone.name)")
            var done = try await carryOut(item.experiments, for: date.moment)
            // What could not even be begun is due as before.
            guard !done.verdicts.isEmpty else { return done }
            await tell(done.verdicts, of: item)
            if !remember(date, memory) { done.statuses.append(.unrecorded) }
            return done
        } catch let error as Errno {
            Console.note("fumble: cannot remember what was run: \(error)")
            return ([], [.unrecorded])
        }
    }

    private func remember(_ date: ScheduledDate, _ memory: String) -> Bool {
        do throws(Errno) {
            try Files.write("\(date.moment)\n", to: memory)
            return true
        } catch {
            Console.note("fumble: cannot remember what was run: \(error)")
            return false
        }
    }

    private func next(of item: ScheduledItem, _ now: Moment) -> String {
        guard let next = item.timetable.next(from: now.adding(seconds: 1)) else { return "" }
        return "; next \(next.local) \(item.timetable.zone.name) (\(next.moment))"
    }

    /// Whether that date, or a later one, was run before; one that was begun and killed was not.
    private func isDone(_ date: ScheduledDate, _ memory: String) throws(Errno) -> Bool {
        guard Files.exists(memory) else { return false }
        let text = String(decoding: try Files.read(memory), as: UTF8.self)
        let line = text.prefix { !$0.isNewline }
        if line.hasSuffix(" begun") {
            report.note("the run of \(line.dropLast(" begun".count)) was begun and not ended")
            return false
        }
        guard let last = Moment(String(line)) else { return false }
        return date.moment <= last
    }

    /// Tells each verdict to those who want to know; one that cannot be told is still a run.
    private func tell(_ verdicts: [Verdict], of item: ScheduledItem) async {
        guard let then = item.when.then else { return }
        let messenger = VerdictMessenger(base: item.folder, timeout: then.timeout)
        for verdict in verdicts {
            let text = JSONFormat().render(verdict, style: .plain)
            var failures: [String?] = []
            if let webhook = then.webhook {
                failures.append(await messenger.post(text, to: webhook))
            }
            if !then.exec.isEmpty {
                failures.append(await messenger.run(then.exec, with: text))
            }
            for failure in failures.compactMap({ $0 }) {
                Console.note("fumble: the verdict was not told: \(failure)")
            }
        }
    }
}

/// A length of time on the command line: `15m`.
struct LateOption: ExpressibleByArgument {
    let time: TimeSpan

    init?(argument: String) {
        var reading = Reading()
        let place = SourcePosition(file: "--late", line: 1, column: 1)
        let node = Node.scalar(argument, at: SourceSpan(start: place, end: place))
        guard let time = WrittenWhen.lateness.read(node, &reading) else { return nil }
        self.time = time
    }
}

extension Moment: ExpressibleByArgument {
    init?(argument: String) { self.init(argument) }
}
