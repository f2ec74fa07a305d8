import Dispatch
import FumbleModel
import Glibc
import Synchronization

/// Asks a program, again and again, which server is the primary of a subsystem.
final class RoleWatch: Sendable {
    // A class: the queue that asks and the host share it.
    let subsystem: SubsystemID
    /// The program's name.
    let program: String
    private let command: ShortCommand
    private let every: Int
    /// The server that a word of what is printed names.
    private let find: @Sendable (String) -> Int?
    private let queue = DispatchQueue(label: "fumble.roles")
    private let state = Mutex(State())

    private struct State: Sendable {
        var news: [(at: MonotonicTime, server: Int)] = []
        var latest: Int?
        var isClosing = false
    }

    /// More than these are not kept: whoever takes them comes five times a second.
    private static let mostNews = 256
    /// Between two questions at the start, in milliseconds.
    private static let pause: Int32 = 50

    init(
        of role: RoleFinderSpec, command: ShortCommand, find: @escaping @Sendable (String) -> Int?
    ) {
        subsystem = role.subsystem
        program = command.words.first ?? ""
        self.command = command
        every = Int(role.every.microseconds)
        self.find = find
    }

    /// Begins to ask.
    func begin() {
        queue.async { [self] in goOn() }
    }

    /// Asks no more; a program that still runs has ended when this returns.
    func close() async {
        state.withLock { $0.isClosing = true }
        await withCheckedContinuation { continuation in
            queue.async { continuation.resume() }
        }
    }

    /// - Returns: what was said since the last call.
    func take() -> [(at: MonotonicTime, server: Int)] {
        state.withLock { state in
            defer { state.news = [] }
            return state.news
        }
    }

    /// Asks now.
    ///
    /// - Returns: the server that is named now, or was last; nil: none ever was.
    func ask() async -> Int? {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                look()
                continuation.resume(returning: state.withLock(\.latest))
            }
        }
    }

    /// Asks until a server is named, but not beyond a moment.
    func ask(until end: MonotonicTime) async -> Int? {
        await withCheckedContinuation { continuation in
            queue.async { [self] in
                while state.withLock(\.latest) == nil,
                    MonotonicTime.now().microseconds < end.microseconds
                {
                    look()
                    if state.withLock(\.latest) == nil { poll(nil, 0, Self.pause) }
                }
                continuation.resume(returning: state.withLock(\.latest))
            }
        }
    }

    private func goOn() {
        guard !state.withLock(\.isClosing) else { return }
        look()
        queue.asyncAfter(deadline: .now() + .microseconds(every)) { [self] in goOn() }
    }

    private func look() {
        guard let printed = command.run() else { return }
        let words = printed.split { $0.isWhitespace || $0 == ":" || $0 == "," }
        guard let server = words.lazy.compactMap({ self.find(String($0)) }).first else { return }
        state.withLock { state in
            state.latest = server
            if state.news.count < Self.mostNews { state.news.append((.now(), server)) }
        }
    }
}
