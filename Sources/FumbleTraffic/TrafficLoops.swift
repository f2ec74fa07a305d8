internal import NIOCore
internal import NIOPosix

/// The threads that carry a run's network traffic: its proxies and its clients.
///
/// Made once and handed to each of them; ended after they are closed.
package struct TrafficLoops: Sendable {
    let group: MultiThreadedEventLoopGroup

    /// - Parameters:
    ///   - threads: at least 1. A proxy stays on one of them, and so does a load.
    ///   - isUrgent: the threads go before all others of the machine, if the system permits it; for a
    ///     load, which must be on time while servers want every processor, not for proxies.
    package init(threads: Int, isUrgent: Bool = false) {
        precondition(threads > 0, "traffic needs a thread")
        group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
        guard isUrgent else { return }
        for loop in group.makeIterator() { loop.execute { RealTime.ask() } }
    }

    /// Ends the threads, and with them whatever was not closed.
    package func shutdown() async {
        // It fails only for a group that was shut down before, and then there is nothing to end.
        try? await group.shutdownGracefully()
    }
}
