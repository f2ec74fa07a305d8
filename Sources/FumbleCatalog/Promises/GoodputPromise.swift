internal import FumbleDocument
internal import FumbleModel

/// What clients ask is answered in time, at least a share of it in every stretch of so long.
///
/// It is what an outage breaks in which no server is lost: routes withdrawn, keys refused, settings
/// that slow. It is looked at when each window ends, over the stretch that ends then; one in which
/// hardly anybody asks says nothing.
struct GoodputPromise: Promise, NamesThings {
    /// Empty: every operation.
    let operations: [Located<String>]
    let answered: Share
    /// Windows of one stretch.
    let windows: Int

    static let kind = Kind<any Promise>(
        "goodput",
        summary: "What clients ask is answered in time, at least a share of it.",
        example: "{goodput: {of: get, answered: 95%, over: 1m}}",
        .defaulted(
            "of", .listOrOne(of: Shape.name.located), to: [], written: "every operation",
            "the operations that are asked"),
        .required(
            "answered", .share, "the least share that is answered before the client's deadline"),
        .defaulted(
            "over", Windows.stretch, to: usualWindows, written: "1m",
            "the length of each stretch looked at, in whole windows of \(Windows.length)")
    ) { GoodputPromise(operations: $0, answered: $1, windows: $2) }

    private static let usualWindows = 6
    /// Requests below which a stretch says nothing.
    private static let fewest = 5.0

    var names: [NamedThing] {
        operations.map { NamedThing(.operation, $0.value, at: $0.span) }
    }

    func examine(_ history: FleetHistory) -> [PromiseResult] {
        let all = history.fleet.operations.indices.map { OperationID($0) }
        let named = operations.compactMap { history.fleet.operation(named: $0.value) }
        return (operations.isEmpty ? all : named).map { examine($0, history) }
    }

    private func examine(_ operation: OperationID, _ history: FleetHistory) -> PromiseResult {
        let samples = history.windows.filter { $0.operations.indices.contains(operation.index) }
        var lowest = Share.whole.fraction
        var brokenAt: Instant?
        var brokenFor = TimeSpan.zero
        for end in samples.indices where end + 1 >= windows {
            let stretch = samples[(end + 1 - windows)...end]
            let offered = stretch.reduce(0) { $0 + $1.operations[operation.index].offered }
            guard offered >= Self.fewest else { continue }
            let got = stretch.reduce(0) { $0 + $1.operations[operation.index].answered } / offered
            lowest = min(lowest, got)
            guard got < answered.fraction else { continue }
            brokenAt = brokenAt ?? samples[end].end
            brokenFor = brokenFor + samples[end].length
        }
        return PromiseResult(
            promise: "goodput", subsystem: nil, operation: history.fleet[operation].name,
            isKept: brokenAt == nil, limit: Int(answered.partsPerMillion),
            worst: Int((lowest * 1_000_000).rounded()), unit: .goodput, brokenAt: brokenAt,
            brokenFor: brokenFor)
    }
}
