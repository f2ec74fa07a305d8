import FumbleModel
import Testing

@testable import FumbleSimulator

/// The radix heap against a sorted reference.
@Suite struct EventQueueTests {
    private static func event(_ time: Int64, _ subject: Int) -> PendingEvent {
        PendingEvent(time: time, subject: Int32(subject), generation: 0, kind: .phaseOver)
    }

    @Test(arguments: UInt64(0)..<60) func popsInOrder(seed: UInt64) {
        var stream = RandomStream(seed: seed, name: "radix heap")
        var queue = EventQueue<PendingEvent>()
        var reference: [PendingEvent] = []
        var last: Int64 = 0
        let spread = [3, 50, 10_000, 1 << 40][stream.below(4)]
        for number in 0..<2_000 {
            if stream.below(5) < 3 {
                let event = Self.event(last + Int64(stream.below(spread)), number)
                queue.push(event)
                // Behind all that are not later: first come, first served.
                let place = reference.firstIndex { $0.time > event.time } ?? reference.count
                reference.insert(event, at: place)
            } else {
                #expect(queue.nextTime == reference.first?.time)
                let expected = reference.isEmpty ? nil : reference.removeFirst()
                #expect(queue.pop() == expected)
                last = expected?.time ?? last
            }
        }
        while let event = queue.pop() { #expect(event == reference.removeFirst()) }
        #expect(reference.isEmpty)
    }

    @Test func equalTimesKeepTheirOrder() {
        var queue = EventQueue<PendingEvent>()
        for number in 0..<100 { queue.push(Self.event(1 << 50, number)) }
        queue.push(Self.event(7, -1))
        #expect(queue.pop()?.subject == -1)
        for number in 100..<200 { queue.push(Self.event(1 << 50, number)) }
        #expect((0..<200).allSatisfy { queue.pop()?.subject == Int32($0) })
        #expect(queue.pop() == nil)
        #expect(queue.nextTime == nil)
    }

    @Test func lookingAheadDoesNotMoveTime() {
        var queue = EventQueue<PendingEvent>()
        queue.push(Self.event(1_000, 1))
        #expect(queue.nextTime == 1_000)
        queue.push(Self.event(10, 0))
        #expect(queue.nextTime == 10)
        #expect(queue.pop()?.subject == 0)
        #expect(queue.pop()?.subject == 1)
    }

    @Test(arguments: [4, 100_000, 1 << 30, 1 << 44])
    func manyAtOnceComeOutInOrder(spread: Int) {
        var stream = RandomStream(seed: 1, name: "many at once")
        var queue = EventQueue<PendingEvent>()
        let events = (0..<20_000).map { Self.event(Int64(stream.below(spread)), $0) }
        for event in events { queue.push(event) }
        // Subjects are in the order of their pushes.
        let sorted = events.sorted { ($0.time, $0.subject) < ($1.time, $1.subject) }
        for event in sorted {
            #expect(queue.nextTime == event.time)
            #expect(queue.pop() == event)
        }
        #expect(queue.pop() == nil)
    }
}
