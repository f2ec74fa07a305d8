import DepotControl
import Dispatch
import FumbleProcesses
import Glibc
import Synchronization

/// SIGTERM and SIGINT: they end the control plane in order.
///
/// Before every server is ready nobody could wait for an order: it exits at once, and its keeper ends
/// the servers.
final class EndingSignals: Sendable {
    // A class: what the signals call and the run share it.
    private let up = Mutex(false)
    private let requests: RequestQueue

    /// As fumble's, of a run that is interrupted.
    private static let interrupted: Int32 = 3

    init(_ requests: RequestQueue) {
        self.requests = requests
    }

    /// - Returns: what must be held, and cancelled in the end.
    func watch() -> [any DispatchSourceSignal] {
        [SIGTERM, SIGINT].map { number in
            signal(number, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: number)
            source.setEventHandler { [self] in arrive() }
            source.activate()
            return source
        }
    }

    /// From now on the control plane ends in order.
    func isUp() { up.withLock { $0 = true } }

    private func arrive() {
        if up.withLock(\.self) { return requests.close() }
        StandardStreams.complain("depotctl: ended before every server was ready")
        exit(Self.interrupted)
    }
}
