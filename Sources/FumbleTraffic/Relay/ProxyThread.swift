internal import CTraffic
internal import Synchronization

/// What a thread keeps for one handle: a proxy's desk, or a gate's.
protocol ThreadDesk: AnyObject {
    /// Ends all of it; the second time nothing.
    func close()
}

/// A thread that carries proxies and packet gates: their sockets, and the times of what they hold.
///
/// Made once and handed to each of them; ended after they are closed. Not an event loop of NIO's, whose
/// channels took as much of a processor for a short request as the kernel does.
///
/// A class: the thread and each handle share it.
package final class ProxyThread: Sendable {
    private struct State {
        let switchboard: Switchboard
        var desks: [any ThreadDesk] = []
        var isEnding = false
        /// Nothing is watched any more.
        var hasEnded = false
    }

    private let watch: SocketWatch
    private let state: Mutex<State>

    /// - Throws: `ProxyError.noThread`.
    package init() throws(ProxyError) {
        watch = try SocketWatch()
        state = Mutex(State(switchboard: Switchboard(watch: watch)))
        guard let failure = SystemThread.start({ self.work() }) else { return }
        watch.close()
        throw .noThread(reason: failure)
    }

    /// Ends the thread, and with it whatever was not closed.
    package func end() {
        state.withLock { state in
            guard !state.isEnding else { return }
            state.isEnding = true
            for desk in state.desks { desk.close() }
            watch.ring()
        }
    }

    /// Has a desk made, and keeps it.
    ///
    /// - Returns: its number.
    func add(
        _ make: (Switchboard) throws(ProxyError) -> any ThreadDesk
    ) throws(ProxyError) -> Int {
        try state.withLock { state throws(ProxyError) in
            guard !state.isEnding else { throw .isClosed }
            state.desks.append(try make(state.switchboard))
            state.switchboard.settle()
            return state.desks.count - 1
        }
    }

    /// Does something at a desk, while the thread does nothing.
    ///
    /// - Throws: `ProxyError.isClosed` after the thread's end.
    func at<Desk: ThreadDesk, Answer: Sendable>(
        _ number: Int, _ verb: (Desk) throws(ProxyError) -> Answer
    ) throws(ProxyError) -> Answer {
        try state.withLock { state throws(ProxyError) in
            guard !state.hasEnded, let desk = state.desks[number] as? Desk else { throw .isClosed }
            let answer = try verb(desk)
            state.switchboard.settle()
            if state.switchboard.hasWork { watch.ring() }
            return answer
        }
    }

    private func work() {
        var signs = [traffic_sign](repeating: traffic_sign(), count: Int(TRAFFIC_MOST))
        var hasWork = false
        var goesOn = true
        while goesOn {
            let count = watch.wait(&signs, blocks: !hasWork)
            (goesOn, hasWork) = state.withLock { state in
                state.switchboard.turn(signs[..<max(count, 0)])
                state.switchboard.settle()
                state.hasEnded = state.isEnding
                return (!state.isEnding, state.switchboard.hasWork)
            }
        }
        watch.close()
    }
}
