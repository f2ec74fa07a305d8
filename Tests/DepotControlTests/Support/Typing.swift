import FumbleCompiler
import FumbleControl
import FumbleModel
import Synchronization

@testable import DepotControl

/// Lines typed at a desk whose fleet is still, one after the other.
enum Typing {
    /// What one line was answered.
    struct Told {
        var said: [String] = []
        var complained: [String] = []
        var status: LineStatus?
    }

    static func type(
        _ lines: String..., at compiled: CompiledFleet, refusal: FleetError? = nil
    ) async throws -> [Told] {
        try await ask(
            lines.map { .line(words: $0.split(separator: " ").map(String.init), window: nil) },
            at: compiled, refusal: refusal)
    }

    /// Each request is asked when the one before has been answered, or all of them at once.
    static func ask(
        _ asked: [Request], at compiled: CompiledFleet, refusal: FleetError? = nil,
        isAtOnce: Bool = false
    ) async throws -> [Told] {
        let topology = compiled.topology
        var desk = ControlDesk(
            compiled.fleet, topology: topology, seed: 1,
            fleet: StillFleet(topology, refusal: refusal),
            book: ServerBook(compiled.fleet), journal: { _ in })
        let queue = RequestQueue()
        let course = Course(asked, on: queue)
        for _ in asked.prefix(isAtOnce ? .max : 1) { course.goOn() }
        try await desk.serve(queue)
        return course.told
    }

    /// A class: the desk's answers and the test share it.
    private final class Course: Sendable {
        private let asked: [Request]
        private let queue: RequestQueue
        private let state = Mutex<[Told]>([])

        init(_ asked: [Request], on queue: RequestQueue) {
            self.asked = asked
            self.queue = queue
        }

        var told: [Told] { state.withLock(\.self) }

        func goOn() {
            let place = state.withLock { told in
                told.append(Told())
                return told.count - 1
            }
            guard place < asked.count else {
                _ = state.withLock { $0.removeLast() }
                return queue.close()
            }
            _ = queue.put(
                PendingRequest(asked[place]) { [self] answer in
                    state.withLock { told in
                        switch answer {
                        case .said(let text): told[place].said.append(text)
                        case .complained(let text): told[place].complained.append(text)
                        case .ended(let status): told[place].status = status
                        }
                    }
                    if case .ended = answer { goOn() }
                })
        }
    }
}
