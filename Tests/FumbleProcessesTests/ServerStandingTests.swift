import FumbleModel
import Testing

@testable import FumbleProcesses

/// How a server stands follows from what was done to it, and then from what it says.
@Suite struct ServerStandingTests {
    @Test func whatWasDoneOutlastsWhatItSays() {
        #expect(ServerStanding.serving.after(.serves(false)) == .stopped)
        #expect(ServerStanding.starting.after(.serves(false)) == .starting)
        #expect(ServerStanding.stopped.after(.serves(true)) == .serving)
        #expect(ServerStanding.stopped.after(.ended("")) == .crashed)
        #expect(ServerStanding.stopped.after(.started) == .starting)
        #expect(ServerStanding.starting.after(.ready) == .serving)
        #expect(ServerStanding.hung.after(.serves(true)) == .hung)
        #expect(ServerStanding.draining.after(.serves(false)) == .draining)
        #expect(ServerStanding.draining.after(.ended("")) == .removed)
        #expect(ServerStanding.serving.after(.ended("")) == .crashed)
        #expect(ServerStanding.starting.after(.failedToStart("")) == .crashed)
        #expect(ServerStanding.stopping.after(.serves(true)) == .stopping)
        #expect(ServerStanding.stopping.after(.ended("")) == .crashed)
        #expect(ServerStanding.restarting.after(.ended("")) == .restarting)
    }

    /// It was asked before it was killed, and the answer came after; only a start brings it back.
    @Test func anAnswerFromBeforeRaisesNobody() {
        for late in [ServerHappening.What.ready, .serves(true), .serves(false)] {
            #expect(ServerStanding.crashed.after(late) == .crashed)
        }
        let started = ServerStanding.crashed.after(.started)
        #expect(started == .starting)
        #expect(started.after(.ready) == .serving)
    }
}
