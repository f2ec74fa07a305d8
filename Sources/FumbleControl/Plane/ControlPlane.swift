package import FumbleModel

/// The control plane of the fleet under test: it reads typed lines, asks the guards, and applies
/// what they let go, at the pace they allow.
///
/// It decides, and returns what is to be done; it does nothing itself. A line typed at one instant
/// is decided when the slowest guard asked has answered. Then all guards review the whole command,
/// and at once all that is left of it as a batch, until nothing is left:
///
///     refuse  the rest is never done
///     hold    they are asked again at the latest instant named
///     clamp   of a whole command: the rest is never done; of a batch: so many now, then again
///     allow   all of it
package struct ControlPlane: Sendable {
    let resolver: Resolver
    let playbook: Playbook
    let asksGuards: Bool
    let callsTools: Bool
    /// Whose answers count; nil: all. The others are asked all the same, and what they answer is only
    /// written down.
    let heeds: Heeding?
    let luck: Luck
    /// Each guard with its state, in the fleet's order.
    var mechanisms: [any Guard]
    /// What was let go, newest last.
    package internal(set) var ledger: [FleetView.Removal] = []
    /// In order of their numbers.
    var underWay: [Command] = []
    /// Doors that are being opened in steps.
    var admissions: [Admission] = []
    /// What people can reach.
    package var reach = Reach()
    var lastNumber = 0

    /// The most commands being carried out at one time.
    package static let mostCommands = 1_000
    /// The most removals that the ledger holds.
    package static let mostRemovals = 65_536
    /// How often the guards are asked about one command.
    package static let mostReviews = 10_000
    /// How many lines may type one another.
    package static let mostLines = 8
    /// The shortest wait: a guard that holds until now or earlier is asked again after it.
    package static let shortestHold = TimeSpan.seconds(1)

    /// - Parameters:
    ///   - asksGuards: false: what is typed is done at once, and no guard is asked.
    ///   - heeds: whose answers count; nil: all.
    ///   - seed: with a step's path it decides which servers are taken.
    ///   - luck: how it comes out what guards leave to chance.
    ///   - callsTools: lines of the playbook that have a tool are handed to it, guards and all.
    package init(
        fleet: FleetSpec, topology: Topology, asksGuards: Bool, heeds: Heeding? = nil,
        seed: UInt64, luck: Luck = .drawn, callsTools: Bool = false
    ) {
        self.init(
            Resolver(fleet: fleet, topology: topology, seed: seed), asksGuards: asksGuards,
            heeds: heeds, luck: luck, callsTools: callsTools)
    }

    init(
        _ resolver: Resolver, asksGuards: Bool, heeds: Heeding? = nil, luck: Luck = .drawn,
        callsTools: Bool = false
    ) {
        self.luck = luck
        self.callsTools = callsTools
        self.resolver = resolver
        playbook = Playbook(resolver.fleet)
        self.asksGuards = asksGuards
        self.heeds = heeds
        mechanisms = resolver.fleet.guards.map(\.mechanism)
    }

    /// How it comes out what guards leave to chance.
    package enum Luck: Sendable, Hashable {
        case drawn, sees, misses

        func of(_ stream: @autoclosure () -> RandomStream) -> GuardRequest.Luck {
            switch self {
            case .drawn: .drawn(stream())
            case .sees: .sees
            case .misses: .misses
            }
        }
    }

    var fleet: FleetSpec { resolver.fleet }
    var topology: Topology { resolver.topology }

    /// When `resume` must be called next; nil: nothing is being carried out.
    package var nextDue: Instant? {
        (resting.map(\.due) + admissions.map(\.due)).min()
    }

    /// Commands that wait for a time to come, rather than for a guard's program to answer.
    private var resting: [Command] { underWay.filter { !$0.consulting.isWaiting } }

    /// A line reaches Enter.
    ///
    /// - Parameters:
    ///   - meant: the line that was meant; nil: the same.
    ///   - conduct: what the operator does beside typing.
    ///   - window: the window it is typed in; nil: not said.
    ///   - meantWindow: the window it was meant for; nil: the same.
    ///   - path: the step that types it, such as `method[0]`.
    ///   - removed: the servers that the team's own tool was seen to remove on it; nil: the playbook
    ///     says what the line does.
    package mutating func type(
        _ line: String, meant: String? = nil, conduct: Conduct = .usual, window: String?,
        meantWindow: String? = nil, path: String, removing removed: [ServerID]? = nil,
        at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        guard reach.isOpen else {
            return [
                .record(
                    .note("\(path): `\(line)` was not typed: the control plane cannot be reached"))
            ]
        }
        let entered = Entered(
            line: line, meant: meant ?? line, conduct: conduct, window: window,
            meantWindow: meantWindow ?? window, path: path, depth: 0)
        if let removed { return enter(entered, removing: removed, at: now, seeing: sight) }
        return enter(entered, at: now, seeing: sight)
    }

    /// People act by themselves: what they do goes past the guards, save a line that they type.
    package mutating func carryOut(
        _ template: VerbTemplate, path: String, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        let deed: ResolvedDeed
        do throws(LineError) {
            deed = try resolver.resolve(response: template, path: path, lives: sight.lives)
        } catch {
            return [.record(.note("\(path) was not carried out: \(error.message)"))]
        }
        if deed.verb == .removeServers, ledger.count >= Self.mostRemovals {
            return [
                .record(
                    .note(
                        "\(path) was not carried out: the ledger holds \(Self.mostRemovals) removals"
                    ))
            ]
        }
        var effects = deed.note.map { [ControlEffect.record(.note($0))] } ?? []
        if deed.canary != nil {
            lastNumber += 1
            let command = Command(
                number: lastNumber, path: path, line: template.summary, window: nil, arguments: [],
                deed: deed, guards: [], lives: sight.lives, depth: 0, rest: deed.servers, due: now,
                canary: deed.canary, testimony: .none, typedAt: now)
            return effects + proceed(command, at: now, seeing: sight)
        }
        effects +=
            perform(
                deed, on: deed.servers, path: path, depth: 0, at: now, seeing: sight
            ).effects
        return effects
    }

    /// Goes on with every command whose time has come.
    package mutating func resume(at now: Instant, seeing sight: Sight) -> [ControlEffect] {
        var effects = openDoors(at: now)
        while let due = resting.map(\.due).min(), due <= now,
            let place = underWay.firstIndex(where: { !$0.consulting.isWaiting && $0.due == due })
        {
            effects += proceed(underWay.remove(at: place), at: now, seeing: sight)
        }
        return effects
    }

    /// The run is over: what is still being carried out ends unfinished.
    package mutating func close(at now: Instant) -> [ControlEffect] {
        let left = underWay
        underWay = []
        admissions = []
        return left.map { end($0, .unfinished) }
    }

    /// A line as it comes to the parser.
    struct Entered {
        let line: String
        let meant: String
        let conduct: Conduct
        let window: String?
        let meantWindow: String?
        let path: String
        let depth: Int
    }

    mutating func enter(
        _ entered: Entered, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        lastNumber += 1
        let number = lastNumber
        let (line, window, path) = (entered.line, entered.window, entered.path)
        if callsTools, asksGuards,
            let call = playbook.toolCall(for: line, in: fleet.window(named: window))
        {
            return self.call(call, number: number, entered, seeing: sight)
        }
        func typed(_ resolved: RunEvent.Resolved) -> ControlEffect {
            .record(
                .typed(command: number, path: path, line: line, window: window, resolved: resolved))
        }
        func ended(_ how: RunEvent.Ending) -> ControlEffect {
            .record(.ended(command: number, servers: 0, how: how))
        }
        let reading: Playbook.Reading
        do throws(LineError) {
            reading = try playbook.read(line, in: window, with: resolver, path: path) { _ in
                sight.lives
            }
        } catch {
            return [typed(.notUnderstood(reason: error.message)), ended(.notUnderstood)]
        }
        switch reading.resolution {
        case .elsewhere(let environment):
            return [typed(.elsewhere(environment: environment)), ended(.elsewhere)]
        case .deed(let deed):
            if let barred = reach.barred(deed), !AutomationSpec.isPath(path) {
                let name = fleet[barred].name
                return [
                    .record(
                        .note("\(path): `\(line)` was refused: operators have no access to \(name)")
                    )
                ]
            }
            let guards = asksGuards ? places(of: reading.asks) : []
            let slowest = guards.map { fleet.guards[$0].decidesIn }.max() ?? .zero
            let command = Command(
                number: number, path: path, line: line, window: window,
                arguments: reading.arguments, field: reading.field, deed: deed,
                deedWords: guards.isEmpty ? nil : deed.wordsBeyondServers(in: fleet),
                guards: guards, lives: sight.lives,
                depth: entered.depth, rest: deed.servers, due: now + slowest, canary: deed.canary,
                testimony: guards.isEmpty
                    ? .none : testimony(on: entered, deed, lives: sight.lives, at: now),
                typedAt: now)
            return [typed(resolved(deed))] + admit(command, at: now, seeing: sight)
        }
    }

    private mutating func admit(
        _ command: Command, at now: Instant, seeing sight: Sight
    ) -> [ControlEffect] {
        if underWay.count >= Self.mostCommands {
            return stop(command, "\(Self.mostCommands) commands are being carried out already")
        }
        if command.depth >= Self.mostLines {
            return stop(command, "\(Self.mostLines) lines have typed one another already")
        }
        guard command.due > now else { return proceed(command, at: now, seeing: sight) }
        wait(command)
        return []
    }

    /// The places of guards in the fleet file; the compiler has made sure that they are there.
    private func places(of names: [String]) -> [Int] {
        names.map { name in
            guard let place = fleet.guards.firstIndex(where: { $0.name == name }) else {
                preconditionFailure("the playbook asks `\(name)`, which is no guard")
            }
            return place
        }
    }

    private func resolved(_ deed: ResolvedDeed) -> RunEvent.Resolved {
        switch deed.verb {
        case .removeServers, .addServers, .restartServers, .pushConfig, .rollbackConfig:
            .servers(
                count: deed.servers.count, bySubsystem: topology.tally(of: deed.servers))
        case .fullRestart, .dropNeed, .cancelCommand, .type, .deleteData, .restore, .denyAccess,
            .grantAccess, .withdrawRoute, .announceRoute, .admit:
            .deed(summary: deed.words(in: fleet))
        }
    }
}
