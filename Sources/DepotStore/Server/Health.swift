import NIOCore
import NIOHTTP1

/// How far each subsystem of a server is: for `/health`, and for the lines on standard output.
///
/// An actor on the server's event loop, since all subsystems tell it and requests ask it.
actor Health {
    /// One subsystem's way to serving.
    struct State: Sendable {
        var phase = Phase.boot
        /// Records done and in all, in a phase that counts them.
        var progress: Progress?
        /// Why it stopped, or what it waits for.
        var note: String?
    }

    struct Progress: Sendable {
        var done: Int
        var total: Int
    }

    nonisolated let unownedExecutor: UnownedSerialExecutor
    private let server: String
    private let carries: [Subsystem]
    private let milestones: Milestones
    private var states: [Subsystem: State]
    private var lastLine = ""

    init(
        of server: String, carries: [Subsystem], milestones: Milestones,
        on eventLoop: any EventLoop
    ) {
        unownedExecutor = eventLoop.executor.asUnownedSerialExecutor()
        self.server = server
        self.carries = carries
        self.milestones = milestones
        states = Dictionary(
            carries.map { ($0, State()) }, uniquingKeysWith: { first, _ in first })
    }

    func enter(_ phase: Phase, _ subsystem: Subsystem, note: String? = nil) {
        guard let old = states[subsystem], old.phase != phase || old.note != note else { return }
        states[subsystem] = State(phase: phase, note: note)
        if old.phase != phase, carries.count > 1 || phase == .stopped {
            let why = note.map { ": \($0)" } ?? ""
            milestones.record("\(subsystem.rawValue) \(phase.rawValue)\(why)")
        }
        sayPhase()
    }

    /// Says the first line, before anything is done.
    func begin() { sayPhase() }

    func progress(_ done: Int, of total: Int, _ subsystem: Subsystem) {
        states[subsystem]?.progress = Progress(done: done, total: total)
    }

    func say(_ line: String) { milestones.record(line) }

    func phase(of subsystem: Subsystem) -> Phase? { states[subsystem]?.phase }

    var phases: ServerPhases {
        ServerPhases(
            items: carries.map { subsystem in
                let phase = states[subsystem]?.phase ?? .boot
                return .init(subsystem: subsystem.rawValue, phase: phase.rawValue)
            })
    }

    /// The phase of the whole server: of the index until that serves, since the rest waits for it; then the first
    /// that any other is in.
    var phase: Phase {
        if let index = states[.index]?.phase, index != .ready { return index }
        let phases = carries.compactMap { states[$0]?.phase }
        return Phase.allCases.first { $0 != .ready && phases.contains($0) } ?? .ready
    }

    /// 200 where it serves, 503 where not; nil for a subsystem that the server does not carry.
    func answer(for subsystem: Subsystem?) -> HTTPAnswer? {
        guard let subsystem else {
            return .json(document + "\n", status: phase == .ready ? .ok : .serviceUnavailable)
        }
        guard let state = states[subsystem] else { return nil }
        let isReady = state.phase == .ready
        return .json(Self.text(of: state) + "\n", status: isReady ? .ok : .serviceUnavailable)
    }

    private var document: String {
        let parts = carries.map { subsystem in
            "\(JSONText.quoted(subsystem.rawValue)): \(Self.text(of: states[subsystem] ?? State()))"
        }
        return "{\"server\": \(JSONText.quoted(server)), \"phase\": \"\(phase.rawValue)\", "
            + "\"subsystems\": {\(parts.joined(separator: ", "))}}"
    }

    private static func text(of state: State) -> String {
        var text = "{\"phase\": \"\(state.phase.rawValue)\""
        if let progress = state.progress {
            text += ", \"done\": \(progress.done), \"total\": \(progress.total)"
        }
        if let note = state.note { text += ", \"note\": \(JSONText.quoted(note))" }
        return text + "}"
    }

    private func sayPhase() {
        let phase = phase
        let line = phase == .ready ? "ready" : "phase \(phase.rawValue)"
        guard line != lastLine else { return }
        lastLine = line
        milestones.record(line)
    }
}
