import CKeeper
import Dispatch
import FumbleModel
import Glibc
import Synchronization

/// The process that is the parent of every server of a run, seen from the runner.
///
/// When the runner dies its end of the socket closes, and the keeper ends every server and removes
/// their folder; when the keeper dies the kernel ends every server. Neither needs the other alive.
final class Keeper: Sendable {
    // A class: it owns the socket, which is closed once, when nobody has it any more.
    let pid: pid_t
    private let socket: Socket
    private let heart: Heartbeat

    /// One end of a pair of sockets, which is closed when neither the keeper's owner nor who listens to it
    /// has it any more: its number is nobody else's until then.
    private final class Socket: Sendable {
        let number: Int32
        /// Whether nobody is at the other end any more.
        let isGone = Atomic(false)
        /// Whether it was killed for saying nothing.
        let wasSilent = Atomic(false)
        /// Beats since it last said something.
        let unanswered = Atomic(0)
        /// Whether it has been waited for, so that its number may be somebody else's.
        let isBuried = Mutex(false)

        init(_ number: Int32) {
            self.number = number
        }

        deinit { Glibc.close(number) }
    }

    /// What the keeper tells.
    enum News: Sendable, Hashable {
        case started(server: Int, pid: Int32)
        /// It was not started; `errno` says why.
        case failed(server: Int, errno: Int32)
        case ended(server: Int, Ending)
        /// It has a disk of its own now; `errno` says why not, and is 0 else.
        case mounted(server: Int, errno: Int32)
        /// A network namespace was made: the keeper's descriptor of it; below 0: `-errno` says why not.
        case networked(number: Int, descriptor: Int32)
        /// Whoever of the stand-ins was not told to have ended before this is there; and whether, for the
        /// first time, a program had left something running when it ended.
        case rollCalled(isLeftRunning: Bool)
        /// The keeper is gone, and with it every server.
        case gone
    }

    /// How a process ended.
    enum Ending: Sendable, Hashable, CustomStringConvertible {
        case exit(Int32)
        case signal(Int32)

        init(status: Int32) {
            let signal = status & 0x7F
            self = signal == 0 ? .exit((status >> 8) & 0xFF) : .signal(signal)
        }

        var description: String {
            switch self {
            case .exit(let status): "it exited with status \(status)"
            case .signal(let signal): "it was ended by signal \(signal)"
            }
        }
    }

    struct Failure: Error {
        let reason: String
    }

    /// Whether it is known to have died.
    var isGone: Bool { socket.isGone.load(ordering: .acquiring) }

    /// Whether it lived and said nothing, and was killed.
    var wasSilent: Bool { socket.wasSilent.load(ordering: .acquiring) }

    /// For so long runner and keeper may say nothing to each other: a runner that is stopped has its fleet
    /// ended by the keeper, and a keeper that is stopped is killed.
    static let lease = TimeSpan.milliseconds(Int64(KEEPER_LEASE))

    /// Starts a keeper.
    ///
    /// - Parameters:
    ///   - command: the program that calls `Keeper.keep`, with its arguments; it finds the socket as
    ///     descriptor 3.
    ///   - journal: a descriptor of the run's lines, to which it adds one if the runner dies.
    ///   - tell: called on one queue, for each thing in its order.
    init(
        command: [String], journal: Int32?, tell: @escaping @Sendable (News) -> Void
    ) throws(Failure) {
        var ends: [Int32] = [-1, -1]
        guard keeper_sockets(&ends) == 0 else {
            throw Failure(reason: "no socket can be made: \(Self.words(errno))")
        }
        let whole = command + (journal == nil ? [] : [KeptServers.withJournal])
        var words: [UnsafeMutablePointer<CChar>?] = whole.map { strdup($0) }
        words.append(nil)
        defer { for word in words { free(word) } }
        let started = keeper_spawn(command.first ?? "", words, ends[1], journal ?? -1)
        Glibc.close(ends[1])
        guard started > 0 else {
            Glibc.close(ends[0])
            throw Failure(reason: "the keeper cannot be started: \(Self.words(-started))")
        }
        pid = started
        let socket = Socket(ends[0])
        self.socket = socket
        // It holds itself until it is cancelled.
        let source = DispatchSource.makeReadSource(
            fileDescriptor: socket.number, queue: DispatchQueue(label: "fumble.keeper"))
        source.setEventHandler {
            socket.unanswered.store(0, ordering: .relaxed)
            if !Self.receive(from: socket.number, tell) {
                socket.isGone.store(true, ordering: .releasing)
                source.cancel()
                tell(.gone)
            }
        }
        source.setCancelHandler { withExtendedLifetime(socket) {} }
        source.activate()
        heart = Heartbeat(every: Int(KEEPER_BEAT)) { Self.beat(started, socket) }
    }

    /// Says that this runner is there, and kills a keeper that has said nothing for too long.
    ///
    /// Beats are counted and not time: where the whole machine stood still nobody is to blame.
    ///
    /// - Returns: whether there will be another beat.
    private static func beat(_ pid: pid_t, _ socket: Socket) -> Bool {
        guard !socket.isGone.load(ordering: .acquiring) else { return false }
        let unanswered = socket.unanswered.add(1, ordering: .relaxed).newValue
        guard unanswered > Int(KEEPER_LEASE / KEEPER_BEAT) else {
            // One that is gone is told by its end of the socket.
            _ = try? send(word(KEEPER_THERE), [], to: socket)
            return true
        }
        return socket.isBuried.withLock { isBuried in
            guard !isBuried else { return false }
            socket.wasSilent.store(true, ordering: .releasing)
            kill(pid, SIGKILL)
            return false
        }
    }

    /// Starts a server; what came of it is told.
    func start(_ launch: Launch, as server: Int) throws(Failure) {
        let texts = [launch.folder, launch.log] + launch.arguments + launch.environment
        var bytes: [UInt8] = []
        for text in texts { bytes += Array(text.utf8) + [0] }
        let head = keeper_message(
            kind: UInt32(KEEPER_START), id: UInt32(server),
            value: launch.network.map { Int32($0) } ?? KEEPER_OWN_NETWORK,
            arguments: UInt32(launch.arguments.count))
        try send(head, bytes)
    }

    /// Sends a signal to a server and all that it forked; nothing if it does not run.
    func signal(_ server: Int, _ signal: Int32) throws(Failure) {
        try send(
            keeper_message(
                kind: UInt32(KEEPER_SIGNAL), id: UInt32(server), value: signal,
                arguments: 0), [])
    }

    /// Gives a server's folder a disk of its own; what came of it is told.
    func mount(_ folder: String, mebibytes: Int32, of server: Int) throws(Failure) {
        let head = keeper_message(
            kind: UInt32(KEEPER_MOUNT), id: UInt32(server), value: mebibytes, arguments: 0)
        try send(head, Array(folder.utf8) + [0])
    }

    /// Starts a process in a server's place that does nothing but wait; what came of it is told.
    ///
    /// - Parameter stop: the signal that the server's own program ends on.
    func standIn(for server: Int, endedBy stop: Int32) throws(Failure) {
        try send(
            keeper_message(
                kind: UInt32(KEEPER_STAND_IN), id: UInt32(server), value: stop, arguments: 0), [])
    }

    /// Ends what ended programs left running and stand-ins that are stopped, and tells of every stand-in that
    /// has ended, then that the roll is called.
    func callRoll() throws(Failure) {
        try send(
            keeper_message(kind: UInt32(KEEPER_CALL_ROLL), id: 0, value: 0, arguments: 0), [])
    }

    /// Makes a network namespace that lasts as long as the keeper; what came of it is told.
    func makeNetwork(_ number: Int) throws(Failure) {
        try send(
            keeper_message(
                kind: UInt32(KEEPER_NETWORK), id: UInt32(number), value: 0, arguments: 0), [])
    }

    /// Tells it that the time of the run's journal begins now.
    func beginTime() throws(Failure) { try send(Self.word(KEEPER_BEGIN), []) }

    /// Ends every server and the keeper itself, and waits for it.
    consuming func end() {
        // One that is gone cannot be dismissed, and need not be.
        _ = try? send(Self.word(KEEPER_DISMISS), [])
        shutdown(socket.number, Int32(SHUT_WR))
        // Its number is its own until it is waited for; till then it may yet be killed for its silence.
        var death = siginfo_t()
        while waitid(P_PID, id_t(pid), &death, WEXITED | WNOWAIT) < 0, errno == EINTR {}
        socket.isBuried.withLock { $0 = true }
        heart.stop()
        var status: Int32 = 0
        while waitpid(pid, &status, 0) < 0, errno == EINTR {}
    }

    private func send(_ head: keeper_message, _ bytes: [UInt8]) throws(Failure) {
        try Self.send(head, bytes, to: socket)
    }

    private static func send(
        _ head: keeper_message, _ bytes: [UInt8], to socket: Socket
    ) throws(Failure) {
        var packet = withUnsafeBytes(of: head) { Array($0) }
        packet += bytes
        guard packet.count <= Int(KEEPER_LONGEST) else {
            throw Failure(reason: "its arguments are longer than \(KEEPER_LONGEST) bytes")
        }
        while Glibc.send(socket.number, packet, packet.count, Int32(MSG_NOSIGNAL)) < 0 {
            guard errno == EINTR else {
                let error = errno
                if error == EPIPE { socket.isGone.store(true, ordering: .releasing) }
                throw Failure(reason: "the keeper does not answer: \(Self.words(error))")
            }
        }
    }

    /// - Returns: whether there may be more.
    private static func receive(from socket: Int32, _ tell: (News) -> Void) -> Bool {
        var head = keeper_message()
        let size = MemoryLayout<keeper_message>.size
        let got = recv(socket, &head, size, 0)
        if got < 0 { return errno == EINTR || errno == EAGAIN }
        guard got == size else { return false }
        let server = Int(head.id)
        switch head.kind {
        case UInt32(KEEPER_STARTED): tell(.started(server: server, pid: head.value))
        case UInt32(KEEPER_MOUNTED): tell(.mounted(server: server, errno: head.value))
        case UInt32(KEEPER_NETWORKED):
            tell(.networked(number: server, descriptor: head.value))
        case UInt32(KEEPER_ROLL_CALLED): tell(.rollCalled(isLeftRunning: head.value != 0))
        case UInt32(KEEPER_THERE): break
        case UInt32(KEEPER_FAILED): tell(.failed(server: server, errno: head.value))
        default: tell(.ended(server: server, Ending(status: head.value)))
        }
        return true
    }

    /// A message that is its kind and nothing else.
    private static func word(_ kind: some BinaryInteger) -> keeper_message {
        keeper_message(kind: UInt32(kind), id: 0, value: 0, arguments: 0)
    }

    static func words(_ error: Int32) -> String { String(cString: strerror(error)) }
}
