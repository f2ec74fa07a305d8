internal import NIOCore
internal import NIOPosix

/// The threads that carry a run's network traffic: its proxies and its clients.
///
/// Made once and handed to each of them; ended after they are closed.
package struct TrafficLoops: Sendable {
    let group: MultiThreadedEventLoopGroup

    /// - Parameter threads: at least 1. A proxy stays on one of them, and so does a load.
    package init(threads: Int) {
        precondition(threads > 0, "traffic needs a thread")
        group = MultiThreadedEventLoopGroup(numberOfThreads: threads)
    }

    /// Ends the threads, and with them whatever was not closed.
    package func shutdown() async {
        // It fails only for a group that was shut down before, and then there is nothing to end.
        try? await group.shutdownGracefully()
    }
}
