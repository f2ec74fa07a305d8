internal import FumbleModel
internal import FumbleReport
internal import Synchronization
internal import SystemPackage

/// Shows a run on standard error while it goes on: one block written over again and again on a terminal,
/// plain lines elsewhere.
///
/// It only looks. A block is drawn only of a run that goes on longer than `patience`, and at most once in
/// `pace`; lines are told at once of real processes, and of a simulated fleet only when it takes its time.
/// So simulated runs, which are over at once, are not held up and say nothing. A class, since arms that run side by side
/// tell one and the same view.
final class LiveView: RunObserver {
    private let state: Mutex<State>
    private let isTerminal: Bool
    private let began = ContinuousClock.now

    private let patience: Duration
    private static let pace = Duration.milliseconds(100)

    init(_ course: LiveCourse, isSimulated: Bool) {
        isTerminal =
            Console.isTerminal(.standardError) && Console.environment("TERM") != "dumb"
        patience =
            isTerminal ? .milliseconds(500) : isSimulated ? .seconds(10) : .zero
        state = Mutex(State(course: course))
    }

    private struct State {
        var course: LiveCourse
        /// Lines that were not worth telling of a run that may be over at once.
        var waiting: [String] = []
        var drawn = 0
        var drawnAt: ContinuousClock.Instant?
    }

    func record(_ event: RunEvent, in arm: Arm) async {
        let lines = state.withLock { state -> [String] in
            if let line = state.course.take(event, in: arm) { state.waiting.append(line) }
            return told(&state)
        }
        for line in lines { Console.note(line) }
    }

    func record(_ window: WindowSample, in arm: Arm) async {
        let lines = state.withLock { state -> [String] in
            if let line = state.course.take(window, in: arm) { state.waiting.append(line) }
            return told(&state)
        }
        for line in lines { Console.note(line) }
    }

    /// Takes the block away again.
    func finish() {
        state.withLock { state in
            if state.drawn > 0 { Console.redraw([], over: state.drawn) }
            state.drawn = 0
        }
    }

    /// - Returns: the lines to be written; on a terminal none, for there the block is drawn.
    private func told(_ state: inout State) -> [String] {
        let now = ContinuousClock.now
        guard now - began >= patience else { return [] }
        guard isTerminal else {
            defer { state.waiting = [] }
            return state.waiting
        }
        if let drawnAt = state.drawnAt, now - drawnAt < Self.pace { return [] }
        state.drawnAt = now
        let lines = state.course.block(width: Console.width - 1, color: ColorChoice.isOnForErrors)
        Console.redraw(lines, over: state.drawn)
        state.drawn = lines.count
        return []
    }
}
