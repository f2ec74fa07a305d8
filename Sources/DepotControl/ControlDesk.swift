package import FumbleControl
package import FumbleModel

/// The control plane of a fleet that is there: reads lines as people type them, has the fleet's own
/// guards asked, and does to the fleet what they let go.
///
/// One task: between two things that are due it lets time pass on the fleet.
package struct ControlDesk<F: Fleet>: Sendable {
    private var fleet: F
    private var control: ControlPlane
    private var history: TallyHistory
    private let report: LineReport
    private let consultant: any GuardConsultant
    private let seed: UInt64
    private let journal: @Sendable (String) -> Void
    private var now = Instant.start
    private var lives: [Life] = []
    private var open: [OpenLine] = []
    private var lastLine = 0
    /// Why the fleet could not do what a guard has just let go.
    private var failure: String?

    /// The longest that a line waits before it is read.
    private static var step: TimeSpan { .milliseconds(50) }

    /// - Parameters:
    ///   - fleet: open already.
    ///   - seed: with the number of a line it decides which servers are taken.
    ///   - consultant: asks guards that are programs.
    ///   - journal: told what happens, a line each.
    package init(
        _ spec: FleetSpec, topology: Topology, seed: UInt64, fleet: F, book: ServerBook,
        consultant: any GuardConsultant = NobodyToConsult(),
        journal: @escaping @Sendable (String) -> Void
    ) {
        self.fleet = fleet
        self.seed = seed
        self.journal = journal
        self.consultant = consultant
        control = ControlPlane(fleet: spec, topology: topology, asksGuards: true, seed: seed)
        history = TallyHistory(spec)
        report = LineReport(fleet: spec, topology: topology, book: book)
    }

    /// Answers until the queue is closed; what is still being carried out then ends unfinished.
    ///
    /// - Throws: where the fleet is lost.
    package mutating func serve(_ requests: RequestQueue) async throws(FleetError) {
        lives = await fleet.lives()
        history.append(await fleet.tally())
        while !requests.isClosed {
            try await pass()
            for pending in requests.take() { try await answer(pending) }
        }
        try await carryOut(control.close(at: now))
        for pending in requests.take() {
            pending.answer(.complained("the control plane ends"))
            pending.answer(.ended(.unavailable))
        }
    }

    /// Ends the fleet.
    package mutating func close() async throws(FleetError) { try await fleet.close() }

    /// Lets time pass up to what is due next, and does it.
    private mutating func pass() async throws(FleetError) {
        let next = min(now + Self.step, max(now, control.nextDue ?? (now + Self.step)))
        for event in try await fleet.advance(to: next) {
            history.append(event)
            control.reach.note(event.what)
        }
        now = max(next, await fleet.tally().at)
        await look()
        guard let due = control.nextDue, due <= now else { return }
        try await carryOut(control.resume(at: now, seeing: await sight()))
    }

    private mutating func look() async {
        let tally = await fleet.tally()
        history.append(
            Tally(
                at: now, serving: tally.serving, leaving: tally.leaving, operable: tally.operable))
        let seen = await fleet.lives()
        for (place, life) in seen.enumerated() where life != lives[place] {
            note("\(report.book[ServerID(place)]): \(StatusReport.word(life))")
        }
        lives = seen
    }

    private func sight() async -> Sight {
        Sight(tallies: history.tallies, lives: await fleet.lives())
    }

    private func note(_ text: String) { journal("\(LineReport.short(now.sinceStart))  \(text)") }

    // MARK: Requests

    private mutating func answer(_ pending: PendingRequest) async throws(FleetError) {
        switch pending.request {
        case .status(let isJSON):
            let status = StatusReport(
                report: report, tally: await fleet.tally(), lives: await fleet.lives(),
                lines: open.map(\.text))
            let lines =
                isJSON
                ? status.json.pretty.split(separator: "\n").map(String.init) : status.text
            for line in lines { pending.answer(.said(line)) }
            pending.answer(.ended(.done))
        case .line(let words, let window):
            try await type(
                words.map(ShellWord.quoted).joined(separator: " "), in: window, for: pending)
        }
    }

    private mutating func type(
        _ line: String, in window: String?, for pending: PendingRequest
    ) async throws(FleetError) {
        if let window, !report.fleet.hasWindow(named: window) {
            let windows = report.fleet.windows.map(\.name)
            pending.answer(
                .complained(
                    "the fleet has no window `\(window)`: known: \(windows.joined(separator: ", "))"
                ))
            pending.answer(.ended(.usage))
            return
        }
        lastLine += 1
        let path = "line \(lastLine)"
        let sight = await sight()
        let preview = Preview.of(
            line, in: window, fleet: report.fleet, topology: report.topology, seed: seed,
            path: path, lives: sight.lives)
        note("\(path): \(line)")
        var verb: VerbName?
        if case .deed(_, let deed) = preview.outcome { verb = deed.verb }
        open.append(
            OpenLine(
                path: path, text: line, verb: verb, asked: preview.servers.count,
                answer: pending.answer))
        let serving = await fleet.tally().serving
        let opening = report.opening(preview, serving: serving)
        if opening.isMistake, let text = opening.lines.first { note("\(path): \(text)") }
        for line in opening.lines {
            pending.answer(opening.isMistake ? .complained(line) : .said(line))
        }
        try await carryOut(
            control.type(line, window: window, path: path, at: now, seeing: sight), typing: path)
        await look()
    }

    // MARK: What the control plane wants

    /// - Parameter path: the line that is typed just now; nil: what was typed before goes on.
    private mutating func carryOut(
        _ effects: [ControlEffect], typing path: String? = nil
    ) async throws(FleetError) {
        for effect in effects {
            switch effect {
            case .record(let what): tell(what, typing: path)
            case .apply(let command): try await apply(command)
            case .consult(let consultation):
                let advice = await consultant.consult(consultation.question)
                try await carryOut(
                    control.advise(consultation, advice, at: now, seeing: await sight()),
                    typing: path)
            }
        }
        for line in open where line.isOver {
            note("\(line.path): \(line.status.words)")
            line.answer(.ended(line.status))
        }
        open.removeAll(where: \.isOver)
    }

    /// What the fleet cannot do is the line's failure; a fleet that may have done it is lost.
    private mutating func apply(_ command: FleetCommand) async throws(FleetError) {
        do throws(FleetError) {
            try await fleet.apply(command)
        } catch .didNothing(let reason) {
            failure = reason
        }
    }

    private mutating func tell(_ what: RunEvent.What, typing path: String?) {
        switch what {
        case .typed(let command, let path, let line, _, _):
            guard let place = open.firstIndex(where: { $0.path == path }) else { return }
            if line != open[place].text { open[place].answer(.said("types: \(line)")) }
            open[place].begin(command)
        case .decided(let answer):
            guard let place = place(of: answer.command),
                let words = report.decision(answer, at: now)
            else { return }
            note("\(open[place].path): \(words)")
            open[place].answer(.said(words))
        case .applied(let command, let servers, _):
            guard let place = place(of: command), servers < open[place].asked else { return }
            open[place].answer(.said("now: \(LineReport.servers(servers))"))
        case .ended(let command, let servers, let how):
            end(command, servers, how)
        case .note(let text):
            note(text)
            guard let place = open.firstIndex(where: { $0.path == path }) else { return }
            open[place].answer(.complained(text))
            // A line that only a note is said of was refused before it became a command.
            if open[place].isOver { open[place].note(.refused) }
        default: return
        }
    }

    private mutating func end(_ command: Int, _ servers: Int, _ how: RunEvent.Ending) {
        guard let place = place(of: command) else { return }
        if let reason = failure {
            failure = nil
            open[place].answer(.complained("the fleet could not do it: \(reason)"))
            open[place].note(.failed)
        } else {
            let ending = report.ending(
                how, of: open[place].verb ?? .type, done: servers, asked: open[place].asked)
            for answer in ending.answers { open[place].answer(answer) }
            open[place].note(ending.status)
        }
        open[place].end(command)
    }

    private func place(of command: Int) -> Int? {
        open.firstIndex { $0.commands.contains(command) }
    }
}
