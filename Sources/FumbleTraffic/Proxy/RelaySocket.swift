internal import Glibc
internal import NIOCore

/// One end of a proxied connection: hands what it reads to its lane, and writes what the other lane
/// passes.
///
/// What comes is read at most once for each time the kernel says so, unless it fills the desktop; what
/// the kernel does not take at once is kept here, and the other end reads no more until it has.
///
/// A class: the switchboard, its connection and both lanes refer to it.
final class RelaySocket: WatchedSocket {
    /// What is done when all that was written has been taken by the kernel.
    private enum Afterwards {
        case nothing
        case finish
        case breakOff
    }

    private let connection: ProxiedConnection
    private let side: ProxiedConnection.Side
    private let outgoing: Lane
    private let incoming: Lane
    private let switchboard: Switchboard
    private let descriptor: CInt
    private var token: WatchToken?
    private var isConnecting: Bool
    private var isOpen = true
    private var isReading = false
    /// Whether there may be something to read, as far as the kernel has said.
    private var mayHaveBytes = false
    /// Whether the kernel has said that there will be an end to read.
    private var mayHaveEnd = false
    private var hasEnded = false
    private var unsent = ByteBuffer()
    private var afterwards = Afterwards.nothing

    /// Reads in a row before others have their turn.
    private static let mostReads = 8
    /// What is kept of a buffer that has been sent.
    private static let keptCapacity = 128 << 10

    /// Watches a connected socket, or one that is connecting, and closes it in the end.
    ///
    /// - Throws: `ProxyError.isClosed` if the system cannot watch it; it is closed then.
    init(
        _ descriptor: CInt, isConnecting: Bool = false, side: ProxiedConnection.Side,
        of connection: ProxiedConnection, on switchboard: Switchboard
    ) throws(ProxyError) {
        self.descriptor = descriptor
        self.isConnecting = isConnecting
        self.side = side
        self.connection = connection
        self.switchboard = switchboard
        outgoing = connection.lane(from: side)
        incoming = connection.lane(from: side.other)
        token = switchboard.enter(descriptor, for: self)
        guard token != nil else {
            close()
            throw .isClosed
        }
    }

    var isWritable: Bool { isOpen && unsent.readableBytes == 0 }

    // MARK: For its lanes

    /// Sends bytes, or keeps what the kernel does not take.
    func send(_ bytes: UnsafeRawBufferPointer) {
        guard isOpen else { return }
        var sent = 0
        if unsent.readableBytes == 0 {
            sent = Glibc.send(descriptor, bytes.baseAddress, bytes.count, Self.sending)
            if sent == bytes.count { return }
            guard sent >= 0 || Self.isPassing(errno) else { return fail() }
        }
        unsent.writeBytes(bytes[max(sent, 0)...])
    }

    /// Keeps bytes until they are flushed.
    func write(_ bytes: ByteBuffer) {
        guard isOpen else { return }
        if unsent.readerIndex > unsent.readableBytes { unsent.discardReadBytes() }
        var bytes = bytes
        unsent.writeBuffer(&bytes)
    }

    func flush() {
        guard isOpen, unsent.readableBytes > 0 else { return }
        let sent = unsent.withUnsafeReadableBytes { bytes in
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, Self.sending)
        }
        guard sent >= 0 || Self.isPassing(errno) else { return fail() }
        unsent.moveReaderIndex(forwardBy: max(sent, 0))
        guard unsent.readableBytes == 0 else { return }
        unsent.clear()
        if unsent.capacity > Self.keptCapacity { unsent = ByteBuffer() }
        doAfterwards()
    }

    func readIfOwed() {
        if mayHaveBytes { readOn() }
    }

    /// Ends the stream after all that was written.
    func finish() {
        afterwards = .finish
        doAfterwards()
    }

    /// Resets the connection after all that was written.
    func breakOff() {
        afterwards = .breakOff
        doAfterwards()
    }

    // MARK: For its connection

    /// Lets the socket's closing be a reset, so that the peer sees an error and not an end.
    func prepareReset() {
        Self.prepareReset(of: descriptor)
    }

    /// Lets a socket's closing be a reset.
    static func prepareReset(of descriptor: CInt) {
        var now = linger(l_onoff: 1, l_linger: 0)
        // A socket that refuses it is closed all the same.
        setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, socklen_t(MemoryLayout<linger>.size))
    }

    func close() {
        guard isOpen else { return }
        isOpen = false
        if let token { switchboard.leave(token) }
        Glibc.close(descriptor)
        unsent = ByteBuffer()
    }

    // MARK: For the switchboard

    func notice(_ signs: SocketSigns) {
        guard isOpen else { return }
        if isConnecting { return settleConnecting() }
        let isFailed = signs.contains(.failed)
        // What was to be read can still be; else nothing would tell of the failure.
        if isFailed, hasEnded || connection.isWaiting { return fail() }
        if signs.contains(.writable), unsent.readableBytes > 0 {
            flush()
            if isWritable { incoming.source?.readIfOwed() }
        }
        if isFailed || signs.contains(.ended) { mayHaveEnd = true }
        if isFailed || !signs.isDisjoint(with: [.readable, .ended]) {
            mayHaveBytes = true
            readOn()
        }
    }

    func goOn() {
        readOn()
    }

    // MARK: -

    private static let sending = CInt(MSG_DONTWAIT) | CInt(MSG_NOSIGNAL)

    /// Whether a call failed only for now.
    private static func isPassing(_ code: CInt) -> Bool {
        code == EAGAIN || code == EINTR || code == ENOBUFS
    }

    private func readOn() {
        guard !isReading else { return }
        isReading = true
        defer { isReading = false }
        let desktop = switchboard.desktop
        var reads = 0
        while mayHaveBytes, isOpen, outgoing.mayRead {
            guard reads < Self.mostReads else { return switchboard.queue(self) }
            reads += 1
            let count = recv(
                descriptor, desktop.baseAddress, desktop.count, CInt(MSG_DONTWAIT))
            if count > 0 {
                // The kernel gives all that there is; of what comes later it tells.
                if count < desktop.count, !mayHaveEnd { mayHaveBytes = false }
                outgoing.take(UnsafeRawBufferPointer(rebasing: desktop[..<count]))
            } else if count == 0 {
                end()
            } else if errno == EAGAIN {
                mayHaveBytes = false
            } else if errno != EINTR {
                fail()
            }
        }
    }

    private func end() {
        mayHaveBytes = false
        hasEnded = true
        outgoing.finish()
        connection.closeIfOver()
    }

    private func fail() {
        guard isOpen else { return }
        close()
        connection.lose(side)
    }

    private func doAfterwards() {
        guard isOpen, unsent.readableBytes == 0 else { return }
        let now = afterwards
        afterwards = .nothing
        switch now {
        case .nothing: return
        case .finish:
            shutdown(descriptor, CInt(SHUT_WR))
            incoming.tellFinish()
            connection.closeIfOver()
        case .breakOff:
            prepareReset()
            fail()
        }
    }

    private func settleConnecting() {
        var code: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        getsockopt(descriptor, SOL_SOCKET, SO_ERROR, &code, &size)
        isConnecting = false
        guard code == 0 else {
            close()
            return connection.failToConnect()
        }
        connection.begin(side, self)
    }
}
