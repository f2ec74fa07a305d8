import FumbleModel

/// The servers of one subsystem on their way to serving, told from tallies alone: so many entered a
/// phase, so many serve.
///
/// Nobody says which server it was. Whoever entered a phase first is taken to leave it first: the
/// mean of the lengths is the same whoever it was, and their spread is at its least. Only a server
/// that is lost while it starts, of which no tally tells, makes those after it seem slower.
struct StartCourse {
    /// By phase, those in it, the first to enter at the front.
    private var inPhase = StartPhase.allCases.map { _ in [Entry]() }
    private var serving: Int
    /// Those who said that they are ready, and do not count as serving yet.
    private var ready = 0
    private let slowedAbove: Int?
    /// By phase, the lengths of those who left it.
    private(set) var lengths = StartPhase.allCases.map { _ in [TimeSpan]() }
    /// When the starts began of those who left `replay`.
    private(set) var beganReplayed: [Instant] = []

    private struct Entry {
        let at: Instant
        let began: Instant
        /// By how much a crowd of starts makes its phase longer.
        var crowding = 1.0
    }

    /// Of those who begin to serve in one instant, who took longer than the shortest by more than
    /// this had to wait for others.
    private static let waited = 1.05
    private static let waitedSpan = TimeSpan.milliseconds(50)

    init(capacity: Int, slowedAbove: Int?) {
        serving = capacity
        self.slowedAbove = slowedAbove
    }

    mutating func enter(_ phase: Int, _ servers: Int, at now: Instant, since clip: Instant) {
        for _ in 0..<servers {
            let before = phase > 0 ? takeOldest(before: phase) : nil
            if let before { record(before.entry, of: before.phase, until: now, since: clip) }
            inPhase[phase].append(Entry(at: now, began: before?.entry.began ?? now))
        }
    }

    /// Boots that failed say nothing of how long one takes that does not.
    mutating func fail(_ servers: Int) {
        inPhase[0].removeFirst(min(servers, inPhase[0].count))
    }

    /// What else their servers carry may keep them from serving.
    mutating func becomeReady(_ servers: Int, at now: Instant, since clip: Instant) {
        for _ in 0..<servers {
            guard let last = takeOldest(before: inPhase.count) else { return }
            record(last.entry, of: last.phase, until: now, since: clip)
            ready += 1
        }
    }

    /// - Parameter clip: the instant since which all that it needs to start serves.
    mutating func serve(_ servers: Int, at now: Instant, since clip: Instant) {
        let begun = max(0, servers - serving)
        let more = max(0, begun - ready)
        ready = max(0, ready - begun)
        serving = servers
        var left: [(phase: Int, entry: Entry)] = []
        for _ in 0..<more {
            guard let last = takeOldest(before: inPhase.count) else { break }
            left.append(last)
        }
        let spans = left.map { length(of: $0.entry, $0.phase, until: now, since: clip) }
        guard let shortest = spans.min() else { return }
        let most = max(shortest.seconds * Self.waited, (shortest + Self.waitedSpan).seconds)
        for (one, span) in zip(left, spans) where span.seconds <= most {
            record(one.entry, of: one.phase, until: now, since: clip)
        }
    }

    /// Those who entered a phase in the instant that is over are as many as start then.
    mutating func endInstant(_ now: Instant) {
        let starting = inPhase.reduce(0) { $0 + $1.count }
        guard let slowedAbove, starting > slowedAbove else { return }
        let crowding = Double(starting) / Double(slowedAbove)
        for phase in inPhase.indices {
            for place in inPhase[phase].indices.reversed() {
                guard inPhase[phase][place].at == now else { break }
                inPhase[phase][place].crowding = crowding
            }
        }
    }

    private mutating func takeOldest(before end: Int) -> (phase: Int, entry: Entry)? {
        guard let phase = inPhase[..<end].lastIndex(where: { !$0.isEmpty }) else { return nil }
        return (phase, inPhase[phase].removeFirst())
    }

    private mutating func record(
        _ entry: Entry, of phase: Int, until now: Instant, since clip: Instant
    ) {
        lengths[phase].append(length(of: entry, phase, until: now, since: clip))
        if StartPhase.allCases[phase] == .replay { beganReplayed.append(entry.began) }
    }

    private func length(
        of entry: Entry, _ phase: Int, until now: Instant, since clip: Instant
    ) -> TimeSpan {
        // A boot that waits for what it needs has not begun.
        let from = phase == 0 ? min(max(entry.at, clip), now) : entry.at
        let span = now - from
        return TimeSpan(
            microseconds: Int64((Double(span.microseconds) / entry.crowding).rounded()))
    }
}
