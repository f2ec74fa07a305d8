internal import FumbleDocument
internal import FumbleModel

/// Binds a command to the dry run of it that was read: what is applied must be what was shown.
///
/// What was shown and what is applied are compared server by server, not as text: a line that was
/// changed, a list that has grown, a pattern that matches more, all differ.
struct DryRun: Guard {
    let within: TimeSpan

    static let kind = Kind<any Guard>(
        "dry-run",
        summary: "Refuses a command that acts on other servers than its dry run showed.",
        example: "{dry-run: {within: 10m}}",
        .required(
            "within", .wait,
            "how old the dry run may be; `dry-run` of an `operator` step says which was made")
    ) { DryRun(within: $0) }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("a mistake that is in the dry run too was read, and passed over")
    }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.isWholeAndCanHarm else { return .allow }
        guard let shown = request.testimony.dryRun else {
            return request.stop(
                "no dry run was made, and \(request.deedInWords): \(request.noneWithout("one"))")
        }
        let age = request.progress.typedAt - shown.at
        if age > within {
            return request.stop(
                "\(request.deedInWords) by a dry run that is \(age) old, and it may be \(within) old"
            )
        }
        if request.isSame(as: shown.servers, shown.deed) { return .allow }
        let servers =
            request.isByName
            ? view.fleet.serverNames.counted(shown.servers, atMost: 3)
            : shown.servers.count == request.servers.count ? "others" : "\(shown.servers.count)"
        let showed = shown.deed.map { "that it would \($0)" } ?? servers
        return request.stop("\(request.deedInWords), and the dry run showed \(showed)")
    }
}
