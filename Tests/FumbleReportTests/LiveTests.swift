import FumbleModel
import Testing

@testable import FumbleReport

/// What a terminal shows of a run while it goes on.
@Suite struct LiveTests {
    private func words(_ what: RunEvent.What) -> String? {
        LiveWords(FleetNames(operations: ["get"], subsystems: ["index"], dependents: []))
            .text(of: what)
    }

    @Test func whatIsWorthALine() {
        let answer = GuardAnswer(
            command: 1, name: "floor", stage: .whole, asked: 44,
            decision: .refuse(reason: "too many"), decidedIn: .milliseconds(40))
        #expect(words(.decided(answer)) == "floor refuses it: too many")
        #expect(words(.phase(.method)) == "method begins")
        #expect(words(.fleet(.stopped(subsystem: SubsystemID(0)))) == "index stops answering")
        #expect(words(.applied(command: 1, servers: 2, bySubsystem: [2])) == nil)
        #expect(words(.fleet(.serving(subsystem: SubsystemID(0), servers: 3))) == nil)
    }
}
