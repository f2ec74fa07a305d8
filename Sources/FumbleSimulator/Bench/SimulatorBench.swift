internal import FumbleModel

/// Known amounts of work for the benchmark of the kernel: the queue of events, the draws and the hash,
/// with nothing around them.
///
/// It lives here and not in the command that calls it, since across rooms a generic queue is not
/// specialised: it took fourteen times as long.
package enum SimulatorBench {
    /// What was done, and a hash that tells whether it was the same work as another time.
    package struct Work: Sendable {
        package let events: Int
        package let hash: UInt64
        /// Of requests, in seconds; nil: there are none.
        package let meanWait: Double?
    }

    /// Servers that fail and are repaired, each at once and by itself.
    ///
    /// The times to failure and of repair are exponential, 1,000 h and 10 h.
    ///
    /// - Parameter events: failures and repairs to handle.
    package static func machineRepair(servers: Int, events: Int, seed: UInt64) -> Work {
        var queue = EventQueue<RequestEvent>()
        // One bit a server: a million of them lie near the processor, as bytes they do not.
        var isUp = [UInt64](repeating: .max, count: servers / 64 + 1)
        var failures = LengthDraws(Sampler(exponentialWithMean: 3.6e9), seed: seed, name: "failure")
        var repairs = LengthDraws(Sampler(exponentialWithMean: 3.6e7), seed: seed, name: "repair")
        for server in 0..<servers {
            let time = failures.next()
            queue.push(RequestEvent(time: time, subject: Int32(server), kind: .arrival))
        }
        var counter = EventCounter()
        for _ in 0..<events {
            guard let event = queue.pop() else { break }
            counter.count(event)
            let server = Int(event.subject)
            let bit = 1 &<< UInt64(server % 64)
            isUp[server / 64] ^= bit
            let span = isUp[server / 64] & bit == 0 ? repairs.next() : failures.next()
            queue.push(
                RequestEvent(time: event.time + span, subject: event.subject, kind: event.kind))
        }
        return Work(events: counter.count.events, hash: counter.count.hash, meanWait: nil)
    }

    /// M/M/c, from empty until so many requests are served: one queue, first come first served,
    /// services of one second on average, asked for nine tenths of what the servers can do.
    package static func sharedQueue(servers: Int, requests: Int, seed: UInt64) -> Work {
        let second = 1_000_000.0
        let gap = second / (0.9 * Double(servers))
        var gaps = LengthDraws(Sampler(exponentialWithMean: gap), seed: seed, name: "arrival")
        var services = LengthDraws(
            Sampler(exponentialWithMean: second), seed: seed, name: "service")
        var queue = EventQueue<RequestEvent>()
        var counter = EventCounter()
        var waiting: [Int64] = []
        var first = 0
        var idle = servers
        var (asked, served, waited) = (0, 0, Int64(0))
        func plan(_ kind: RequestEvent.Kind, at time: Int64) {
            queue.push(RequestEvent(time: time, subject: 0, kind: kind))
        }
        plan(.arrival, at: gaps.next())
        while served < requests, let event = queue.pop() {
            counter.count(event)
            if event.kind == .arrival {
                asked += 1
                if asked < requests { plan(.arrival, at: event.time + gaps.next()) }
                if idle == 0 {
                    waiting.append(event.time)
                    continue
                }
                idle -= 1
            } else {
                served += 1
                if first == waiting.count {
                    idle += 1
                    waiting.removeAll(keepingCapacity: true)
                    first = 0
                    continue
                }
                waited += event.time - waiting[first]
                first += 1
            }
            plan(.served, at: event.time + services.next())
        }
        return Work(
            events: counter.count.events, hash: counter.count.hash,
            meanWait: Double(waited) / second / Double(max(requests, 1)))
    }
}
