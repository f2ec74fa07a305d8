import Dispatch
import FumbleModel
import Glibc
import Synchronization

/// Asks a program, again and again, which server is the primary of a subsystem.
///
/// Of several who are asked in turn some know later than others: what one says anew counts, and not
/// what another still says.
final class RoleWatch: Sendable {
    // A class: the queue that asks and the host share it.
    let subsystem: SubsystemID
    /// The program's name.
    let program: String
    private let commands: [ShortCommand]
    private let every: Int
    /// The server that a word of what is printed names.
    private let find: @Sendable (String) -> Int?
    private let queue = DispatchQueue(label: "fumble.roles")
    private let state: Mutex<State>

    private struct State: Sendable {
        var news: [(at: MonotonicTime, server: Int)] = []
        var latest: Int?
        /// What each who is asked said last, and whose turn it is.
        var said: [Int?]
        var turn = 0
        var isClosing = false
    }

    /// More than these are not kept: whoever takes them comes five times a second.
    private static let mostNews = 256
    /// Between two questions at the start, in milliseconds.
    private static let pause: Int32 = 50

    init(
        of role: RoleFinderSpec, commands: [ShortCommand],
        find: @escaping @Sendable (String) -> Int?
    ) {
        subsystem = role.subsystem
        program = commands.first?.words.first ?? ""
        self.commands = commands
        state = Mutex(State(said: commands.map { _ in nil }))
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
        guard !commands.isEmpty else { return }
        let turn = state.withLock { state in
            defer { state.turn = (state.turn + 1) % commands.count }
            return state.turn
        }
        guard let printed = commands[turn].run() else { return }
        let words = printed.split { $0.isWhitespace || $0 == ":" || $0 == "," }
        guard let server = words.lazy.compactMap({ self.find(String($0)) }).first else { return }
        state.withLock { state in
            if state.said[turn] != server {
                state.said[turn] = server
                state.latest = server
            }
            if let latest = state.latest, state.news.count < Self.mostNews {
                state.news.append((.now(), latest))
            }
        }
    }
}
