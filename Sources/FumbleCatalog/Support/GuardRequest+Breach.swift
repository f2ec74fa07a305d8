internal import FumbleModel

extension GuardRequest {
    /// Whether the servers asked for would leave service.
    var takesServersAway: Bool {
        switch verb {
        case .removeServers, .restartServers, .fullRestart: true
        case .addServers, .dropNeed, .cancelCommand, .type: false
        case .deleteData, .restore: false
        case .pushConfig: takesFromService
        case .rollbackConfig, .denyAccess, .grantAccess, .withdrawRoute, .announceRoute, .admit:
            false
        }
    }

    /// Whether what is asked can do harm; what puts things right is never in a guard's way.
    var canHarm: Bool {
        switch verb {
        case .removeServers, .restartServers, .fullRestart, .deleteData, .pushConfig, .denyAccess,
            .withdrawRoute:
            true
        case .addServers, .dropNeed, .cancelCommand, .type, .restore, .rollbackConfig,
            .grantAccess, .announceRoute, .admit:
            false
        }
    }

    /// Whether it is the whole command that is looked at, and one that can do harm.
    var isWholeAndCanHarm: Bool { stage == .whole && canHarm }

    /// What the guard's `on-breach` makes of a request that must not be done at all.
    func stop(_ reason: String) -> GuardDecision {
        onBreach == .warn ? .warn(reason: reason) : .refuse(reason: reason)
    }

    /// What the guard's `on-breach` makes of a request that goes too far.
    ///
    /// - Parameters:
    ///   - allowed: how many of the servers asked for, from the first on, would not go too far.
    ///   - next: when more may be allowed, for a guard that paces; nil: it cannot know.
    func breach(allowed: Int, next: Instant?, at now: Instant, reason: String) -> GuardDecision {
        switch onBreach {
        case .refuse: .refuse(reason: reason)
        case .warn: .warn(reason: reason)
        case .clamp: allowed > 0 ? .clamp(to: allowed, reason: reason) : .refuse(reason: reason)
        case .pace: paced(allowed: allowed, next: next ?? now + Self.looksAgainAfter, reason)
        }
    }

    /// A whole command that is paced is let through: its batches are held back.
    private func paced(allowed: Int, next: Instant, _ reason: String) -> GuardDecision {
        if stage == .whole { return .allow }
        return allowed > 0
            ? .clamp(to: allowed, reason: reason) : .hold(until: next, reason: reason)
    }

    /// How long a guard that paces waits when it cannot know when more will be allowed.
    private static let looksAgainAfter = TimeSpan.seconds(30)

    /// `` `COUNT` 44 ``, or ``  `COUNT` 72% (15 servers) `` where what was typed is not that number; the
    /// number alone where the line says neither how many nor what.
    var countInWords: String {
        guard let subject else { return Self.words(servers: servers.count) }
        if progress.done.isEmpty, subject.text == "\(servers.count)" { return subjectInWords }
        let left = progress.done.isEmpty ? "" : " left"
        return "\(subjectInWords) (\(Self.words(servers: servers.count))\(left))"
    }

    /// `` `COUNT` 72% ``, `` `COUNT` left blank ``, or `the line`.
    var subjectInWords: String {
        subject.map { "`\($0.name)` \($0.text ?? "left blank")" } ?? "the line"
    }

    /// What was typed to say how many, or else what; nil: nothing. Of several names the first, and how many
    /// more.
    private var subject: Argument? {
        let name = field ?? "COUNT"
        let typed = arguments.filter { $0.name == name }
        guard isByName, typed.count > 1, let first = typed.first?.text else { return typed.first }
        return Argument(name: name, text: "\(first) and \(typed.count - 1) more")
    }

    /// As it follows "would": `remove`, `restart`, `reconfigure`.
    var word: String {
        switch verb {
        case .removeServers: "remove"
        case .restartServers, .fullRestart: "restart"
        case .pushConfig, .rollbackConfig: "reconfigure"
        case .addServers, .dropNeed, .cancelCommand, .type, .deleteData, .restore, .denyAccess,
            .grantAccess, .withdrawRoute, .announceRoute, .admit:
            "act on"
        }
    }

    /// `` `COUNT` 44 acts on 44 servers ``, or ``the line would delete 100% of the data of `index` ``.
    var deedInWords: String {
        if let deed {
            return "\(servers.isEmpty ? "the line" : subjectInWords) would \(deed)"
        }
        return "\(subjectInWords) acts on \(Self.words(servers: servers.count))"
    }

    /// `44 servers would be acted on`, or ``the line would delete 100% of the data of `index` ``.
    var consequence: String {
        deed.map { "the line would \($0)" }
            ?? "\(Self.words(servers: servers.count)) would be acted on"
    }

    /// The same, and that none of it may be.
    var unasked: String {
        "\(consequence), and \(servers.isEmpty ? "nothing may be done" : "0 may be")"
    }

    /// `without one 0 may be acted on`.
    func noneWithout(_ what: String) -> String {
        "without \(what) \(servers.isEmpty ? "nothing may be done" : "0 may be acted on")"
    }

    /// Whether it does what somebody meant, or was shown: to the same servers, and beyond them the same.
    func isSame(as others: [ServerID], _ deed: String?) -> Bool {
        self.deed == deed && Set(others) == Set(servers)
    }

    static func words(servers count: Int) -> String { count == 1 ? "1 server" : "\(count) servers" }

    /// How many of the servers asked for, from the first on, can go before some subsystem loses more
    /// than its margin; a margin below 0 lets none of its servers go, and all others.
    func allowed(within margins: [Int], in view: FleetView) -> Int {
        var going = [Int](repeating: 0, count: margins.count)
        for (place, server) in servers.enumerated() {
            for subsystem in view.topology.carried(by: server)
            where view.lives[server.index] == .serving {
                going[subsystem.index] += 1
            }
            if zip(going, margins).contains(where: { $0 > max($1, 0) }) { return place }
        }
        return servers.count
    }

    /// The subsystem that would lose the most beyond its margin, and how many of its servers would go; nil:
    /// none would.
    func worst(
        over margins: [Int], in view: FleetView
    ) -> (subsystem: SubsystemID, going: Int)? {
        let going = view.topology.tally(of: servers)
        return margins.indices.filter { going[$0] > max(margins[$0], 0) }
            .max { going[$0] - margins[$0] < going[$1] - margins[$1] }
            .map { (SubsystemID($0), going[$0]) }
    }
}
