import FumbleModel
import Testing

@testable import FumbleSimulator

/// The order of a full restart.
@Suite struct NeedGraphTests {
    @Test func whatIsNeededComesFirst() {
        let graph = NeedGraph([
            Small.subsystem("a", toServe: [1]), Small.subsystem("b", toStart: [2]),
            Small.subsystem("c"), Small.subsystem("d", toOperate: [0]),
        ])
        #expect(graph.restartOrder(of: [0, 1, 2]) == [2, 1, 0])
        #expect(graph.restartOrder(of: [3, 0, 1, 2]) == [3, 2, 1, 0])
        // What is not listed orders nothing.
        #expect(graph.restartOrder(of: [0, 2]) == [0, 2])
    }

    @Test func circlesGoAsListed() {
        let graph = NeedGraph([
            Small.subsystem("a", toStart: [1]), Small.subsystem("b", toStart: [0, 2]),
            Small.subsystem("c"), Small.subsystem("d", toServe: [0]),
        ])
        #expect(graph.restartOrder(of: [3, 1, 0, 2]) == [2, 1, 0, 3])
        #expect(graph.restartOrder(of: [3, 0, 1, 2]) == [2, 0, 1, 3])
    }
}
