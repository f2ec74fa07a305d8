import FumbleModel
import Testing

@testable import FumbleSimulator

/// Who answers, and the order of a full restart.
@Suite struct NeedGraphTests {
    @Test func whatAnswersFollowsAllTheWay() {
        var graph = NeedGraph([
            Small.subsystem("a", toServe: [1], toOperate: [3]),
            Small.subsystem("b", toServe: [2]), Small.subsystem("c"),
            Small.subsystem("d", toServe: [0]),
        ])
        graph.update(hasBegun: [true, true, true, true])
        #expect(graph.answers == [true, true, true, true])
        graph.update(hasBegun: [true, true, false, true])
        #expect(graph.answers == [false, false, false, false])
        #expect(graph.isOperable == [false, true, true, true])
        graph.set(1, on: 2, isNeeded: false)
        graph.update(hasBegun: [true, true, false, true])
        #expect(graph.answers == [true, true, false, true])
    }

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
