internal import FumbleEngine
internal import Glibc
internal import Synchronization

/// The first of SIGINT, SIGTERM and SIGHUP that arrived; 0: none.
///
/// A signal's handler may do next to nothing: it writes down the number, and the engine looks
/// between two windows. A second signal changes nothing, so that it cannot drop the rollback.
private let arrived = Atomic<Int32>(0)

struct SignalWatch: Interruption {
    private static let watched: [(Int32, String)] = [
        (SIGINT, "SIGINT"), (SIGTERM, "SIGTERM"), (SIGHUP, "SIGHUP"),
    ]

    /// Begins to watch; from now on these signals end a run in order instead of at once.
    init() {
        for (number, _) in Self.watched {
            Glibc.signal(number) { number in
                _ = arrived.compareExchange(expected: 0, desired: number, ordering: .relaxed)
            }
        }
    }

    var signal: String? {
        let number = arrived.load(ordering: .relaxed)
        return Self.watched.first { $0.0 == number }?.1
    }
}
