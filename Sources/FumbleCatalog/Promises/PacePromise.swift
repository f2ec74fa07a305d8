internal import FumbleDocument
internal import FumbleModel

/// No more than so many servers are removed within any stretch of so long.
///
/// Of two removals exactly that far apart only one counts.
struct PacePromise: Promise {
    let removed: Pace

    static let kind = Kind<any Promise>(
        "pace",
        summary: "Servers are removed no faster than a stated pace.",
        example: "{pace: {removed: at most 2 servers per 5m}}",
        .required("removed", .pace, "the most servers that may be removed in so long")
    ) { PacePromise(removed: $0) }

    func examine(_ history: FleetHistory) -> [PromiseResult] {
        let removals = history.removals
        var oldest = 0
        var within = 0
        var most = 0
        var brokenAt: Instant?
        var brokenFor = TimeSpan.zero
        for (index, removal) in removals.enumerated() {
            within += removal.servers
            while removals[oldest].at <= removal.at - removed.per {
                within -= removals[oldest].servers
                oldest += 1
            }
            most = max(most, within)
            guard within > removed.servers else { continue }
            brokenAt = brokenAt ?? removal.at
            let next = index + 1 < removals.count ? removals[index + 1].at : history.end
            brokenFor = brokenFor + min(next - removal.at, removed.per)
        }
        return [
            PromiseResult(
                promise: "pace", subsystem: nil, isKept: brokenAt == nil, limit: removed.servers,
                worst: most, brokenAt: brokenAt, brokenFor: brokenFor)
        ]
    }
}
