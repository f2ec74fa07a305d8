internal import FumbleDocument
internal import FumbleModel

/// Keeps one pattern from reaching more subsystems, or more servers of those that are named, than it may.
struct WildcardBreadth: Guard {
    let atMost: Int

    static let kind = Kind<any Guard>(
        "wildcard-breadth",
        summary: "Refuses a pattern that matches too many subsystems, or servers.",
        example: "{wildcard-breadth: {at-most: 1}}",
        .required(
            "at-most", .integer(in: 0...1_000),
            "subsystems, operations or servers that a pattern may match; 0: no pattern may be typed "
                + "at all")
    ) { WildcardBreadth(atMost: $0) }

    var holes: [KnownHole] {
        KnownHole.ofNumbers("a number is no pattern")
    }

    func reads(argument name: String) -> Bool { true }

    func review(_ request: GuardRequest, in view: FleetView, at now: Instant) -> GuardDecision {
        guard request.isWholeAndCanHarm else { return .allow }
        let pattern = request.arguments.first { argument in
            argument.text?.contains(where: { "*?[".contains($0) }) ?? false
        }
        guard let pattern, let text = pattern.text else { return .allow }
        let (breadth, things) = breadth(of: request, in: view.fleet)
        guard breadth > atMost else { return .allow }
        let inAll =
            request.deed.map { "and the line would \($0)" }
            ?? "\(GuardRequest.words(servers: request.servers.count)) in all"
        return request.stop(
            """
            `\(pattern.name)` \(text) matches \(breadth) \(things), \(inAll), and a pattern may \
            match at most \(atMost)
            """)
    }

    private func breadth(
        of request: GuardRequest, in fleet: FleetSpec
    ) -> (count: Int, things: String) {
        if request.isByName { return (request.servers.count, "servers") }
        if request.verb.isOfOperations { return (request.operations.count, "operations") }
        return (
            request.named.isEmpty ? fleet.subsystems.count : request.named.count, "subsystems"
        )
    }
}
