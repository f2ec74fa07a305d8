import FumbleModel
import Testing

@testable import FumbleProcesses

/// Servers are stopped for a part of the time, and only what was really done is counted.
@Suite struct DutyCyclesTests {
    private func due(_ duties: inout DutyCycles, at milliseconds: Int64) -> [Bool] {
        duties.takeDue(at: at(milliseconds)) { _ in true }.map(\.stop)
    }

    private func at(_ milliseconds: Int64) -> MonotonicTime {
        MonotonicTime(microseconds: milliseconds * 1_000)
    }

    @Test func itCountsTheTimeBetweenTheSignals() {
        var duties = DutyCycles(servers: 1)
        duties.begin(0, factor: 4, at: at(0))
        #expect(due(&duties, at: 0) == [true])
        #expect(due(&duties, at: 74) == [])
        // Late, on a busy machine: what it was stopped for is what counts.
        #expect(due(&duties, at: 90) == [false])
        #expect(due(&duties, at: 115) == [true])
        let end = duties.end(0, at: at(125))
        #expect(end?.isStopped == true)
        #expect(end?.done == DutyCycles.Done(stops: 2, stoppedFor: .milliseconds(100)))
    }

    @Test func whoCannotBeSlowedIsLeftAlone() {
        var duties = DutyCycles(servers: 2)
        for server in 0...1 { duties.begin(server, factor: 4, at: at(0)) }
        for time in stride(from: Int64(0), to: 1_000, by: 10) {
            for due in duties.takeDue(at: at(time), among: { $0 == 1 }) { #expect(due.server == 1) }
        }
        let done = [0, 1].map { duties.end($0, at: at(1_000))?.done }
        #expect(done[0] == DutyCycles.Done())
        #expect(done[1]?.stops ?? 0 > 5)
    }

    /// A server that hangs from now on is stopped by that: nothing of this lets it go on.
    @Test func whatIsPausedIsNotLetGoOn() {
        var duties = DutyCycles(servers: 1)
        duties.begin(0, factor: 4, at: at(0))
        _ = duties.takeDue(at: at(0)) { _ in true }
        let paused = [30, 40].map { duties.pause(0, at: at($0)) }
        #expect(paused == [true, false])
        let left = duties.takeDue(at: at(500)) { _ in false }
        #expect(left.isEmpty)
        let end = duties.end(0, at: at(600))
        #expect(end?.isStopped == false)
        #expect(end?.done == DutyCycles.Done(stops: 1, stoppedFor: .milliseconds(30)))
    }
}
