package import FumbleModel

/// Tries what lies at the boundary of a playbook line's guards, on paper: each probe is typed at a
/// control plane of its own.
///
/// Of a line that takes a number of servers away the fleet's capacity alone says what came of it; of any
/// other, whether what the guards stop was done after all.
package struct BoundaryProbes: Sendable {
    let fleet: FleetSpec
    let topology: Topology
    let seed: UInt64
    let consultant: any GuardConsultant
    let line: String
    let window: String?
    let subject: Subject

    enum Subject: Sendable {
        case number(ProbeScene)
        case deed(DeedScene)
        /// Why there is nothing to try.
        case nothing(String)
    }

    /// - Parameters:
    ///   - line: a line of the playbook as it is meant; its number, or its names, are varied.
    ///   - window: where it is typed; nil: nobody says.
    ///   - fleet: the guards that it asks are those that its playbook entry names.
    package init(
        of line: String, window: String? = nil, fleet: FleetSpec, topology: Topology, seed: UInt64,
        consultant: any GuardConsultant = NobodyToConsult()
    ) {
        self.fleet = fleet
        self.topology = topology
        self.seed = seed
        self.consultant = consultant
        self.line = line
        self.window = window
        if let scene = ProbeScene(
            of: line, in: window, fleet: fleet, topology: topology, seed: seed)
        {
            subject = .number(scene)
            return
        }
        do throws(LineError) {
            let scene = try DeedScene(
                of: line, in: window, fleet: fleet, topology: topology, seed: seed)
            subject = scene.asks.isEmpty ? .nothing("the line asks no guard") : .deed(scene)
        } catch {
            subject = .nothing("the line is none of this fleet: \(error.message)")
        }
    }

    /// Tries all of them, in their own order.
    package func run() async -> [ProbeResult] {
        switch subject {
        case .nothing(let why): return Self.nothing(line, why)
        case .number(let scene):
            var results: [ProbeResult] = []
            for kind in ProbeKind.allCases {
                results += await NumberProbes(probes: self, scene: scene).run(kind)
            }
            return results
        case .deed(let scene): return await DeedProbes(probes: self, scene: scene).run()
        }
    }

    /// What is said of a line of which there is nothing to try.
    package static func nothing(_ line: String, _ why: String) -> [ProbeResult] {
        ProbeKind.allCases.map { nothing($0, line, why) }
    }

    static func nothing(_ kind: ProbeKind, _ line: String, _ why: String) -> ProbeResult {
        ProbeResult(
            kind: kind, guardName: nil, line: line, lines: 0, expected: .stopped,
            outcome: .notApplicable, worst: nil, refused: 0, slowed: 0, known: [],
            finding: "\(kind.rawValue): \(why)")
    }

    // MARK: What they share

    /// What a guard leaves to chance gets past it here: a probe shows what can, and a known hole says
    /// how often.
    func paper(awayFor: TimeSpan? = nil) -> PaperRun { paper(of: fleet, consultant, awayFor) }

    /// The same with one guard that fails while the others stand.
    func paper(
        failing name: String, _ failure: GuardFailure, awayFor: TimeSpan? = nil
    ) -> PaperRun {
        paper(
            of: fleet.with(guards: fleet.guards.map { $0.name == name ? $0.failing : $0 }),
            FailingConsultant(name: name, failure: failure, others: consultant), awayFor)
    }

    private func paper(
        of fleet: FleetSpec, _ consultant: any GuardConsultant, _ awayFor: TimeSpan?
    ) -> PaperRun {
        PaperRun(
            fleet, topology: topology, seed: seed, luck: .misses, consultant: consultant,
            awayFor: awayFor)
    }

    /// How long all guards have to say what they say at first.
    var longestAnswer: TimeSpan {
        fleet.guards.reduce(.seconds(1)) { $0 + $1.decidesIn + $1.timeout }
    }

    func onFailure(of name: String) -> OnFailure {
        fleet.guards.first { $0.name == name }?.onFailure ?? .refuse
    }

    /// The longest that one line of several is waited for, and how long the next comes after it.
    static let longestTurn = TimeSpan.minutes(30)
    static let pause = TimeSpan.minutes(1)
    /// How long what a guard holds back is given at the end.
    static let patience = TimeSpan.days(2)
    static let mostLines = 50
}

extension ProbeKind {
    /// How a guard fails in it; nil: none does.
    var failure: GuardFailure? {
        switch self {
        case .guardSlow: .hung
        case .guardDead: .absent("nobody is there")
        case .guardNonsense: .nonsense("`banana`")
        default: nil
        }
    }
}
