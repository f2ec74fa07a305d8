/// What a run showed, with everything that says why.
package struct Verdict: Sendable {
    package let header: RunHeader
    package let claim: String?
    package let status: RunStatus
    package let outcome: Outcome
    package private(set) var headline: String
    /// Why it is of less than a whole run, in one sentence; nil: it is of a whole one.
    package private(set) var missing: String? = nil
    /// Whether its record ends before its time.
    package private(set) var isCutOff = false
    /// The command that looks at it again, or runs it again; nil: its name among the kept runs says so.
    package private(set) var again: String? = nil
    /// The fleet's as configured: the guarded arm, or the only one.
    package let main: ArmVerdict
    package let arms: [ArmVerdict]
    package let guards: [GuardVerdict]
    package let findings: [Finding]
    /// The length of the windows it was measured in.
    package let resolution: TimeSpan
    package let traffic: TrafficGrain
    /// The outage that the experiment tells again; nil: none.
    package let incident: IncidentVerdict?
    /// The command that runs the same on a simulated fleet with every arm, where real processes were not run
    /// for the unguarded one; nil: nothing is missing.
    package let twin: String?
    /// The lines that the findings are about, as they stand in the files; empty until somebody who
    /// has the files fills them in.
    package private(set) var quotes: [Quote] = []

    package init(
        header: RunHeader, claim: String?, status: RunStatus, outcome: Outcome, headline: String,
        main: ArmVerdict, arms: [ArmVerdict], guards: [GuardVerdict], findings: [Finding],
        resolution: TimeSpan, traffic: TrafficGrain = .flow, incident: IncidentVerdict? = nil,
        twin: String? = nil
    ) {
        self.incident = incident
        self.twin = twin
        self.header = header
        self.claim = claim
        self.status = status
        self.outcome = outcome
        self.headline = headline
        self.main = main
        self.arms = arms
        self.guards = guards
        self.findings = findings
        self.resolution = resolution
        self.traffic = traffic
    }

    /// The same with the lines that its findings are about.
    ///
    /// - Parameter line: the line of a file at a place, without its end; nil: nobody has that file.
    package func quoting(_ line: (SourcePosition) -> String?) -> Verdict {
        var verdict = self
        for finding in findings where verdict.quote(at: finding.position) == nil {
            guard let text = line(finding.position) else { continue }
            verdict.quotes.append(Quote(position: finding.position, text: text))
        }
        return verdict
    }

    /// The same of a record that is not whole.
    ///
    /// - Parameters:
    ///   - opening: what the headline begins with.
    ///   - isCutOff: its record ends before its time.
    package func lacking(_ missing: String, opening: String, isCutOff: Bool) -> Verdict {
        var verdict = self
        verdict.isCutOff = isCutOff
        verdict.missing = missing
        verdict.headline = opening + headline
        return verdict
    }

    /// The same of a run that is not kept where runs are looked for by their names.
    ///
    /// - Parameter command: what looks at it again, or runs it again.
    package func again(by command: String) -> Verdict {
        var verdict = self
        verdict.again = command
        return verdict
    }

    /// Whether it was carried out; nobody knows that of a run whose record is cut off.
    package var statusWord: String {
        status == .completed && isCutOff ? CutOff.words : status.word
    }

    package func quote(at position: SourcePosition) -> String? {
        quotes.first { $0.position == position }?.text
    }

    package struct Quote: Sendable, Hashable {
        package let position: SourcePosition
        package let text: String

        package init(position: SourcePosition, text: String) {
            self.position = position
            self.text = text
        }
    }
}

/// What a run, or one finding of it, showed; the worst finding speaks.
package enum Outcome: String, Sendable, Hashable, Comparable, Codable {
    case confirmed, inconclusive, deviated

    private var rank: Int {
        switch self {
        case .confirmed: 0
        case .inconclusive: 1
        case .deviated: 2
        }
    }

    package static func < (left: Self, right: Self) -> Bool { left.rank < right.rank }
}

/// One thing that was looked at, and the line of the file it is about.
package struct Finding: Sendable, Hashable {
    package let path: String
    package let position: SourcePosition
    package let outcome: Outcome
    package let evidence: String

    package init(path: String, position: SourcePosition, outcome: Outcome, evidence: String) {
        self.path = path
        self.position = position
        self.outcome = outcome
        self.evidence = evidence
    }
}

/// How a guard did.
package enum GuardOutcome: String, Sendable, Hashable, Codable, CaseIterable {
    /// Asked, its promise kept, and the unguarded arm broke it.
    case held
    /// Asked, and its promise broken by what it let through.
    case broke
    /// The harm went a way that does not ask it.
    case bypassed
    /// Asked, but nothing would have broken without it.
    case idle
    case neverAsked = "never-asked"

    package var words: String { self == .neverAsked ? "never asked" : rawValue }
}

package struct GuardVerdict: Sendable, Hashable {
    package let name: String
    package let keeps: String
    package let position: SourcePosition
    /// nil: no unguarded arm was run, or an arm was cut off, so nobody can say.
    package let outcome: GuardOutcome?
    /// Whether it is an arm that was cut off that makes it unknown.
    package let isCutOff: Bool
    package let asked: Int
    package let allowed: Int
    package let clamped: Int
    package let held: Int
    package let refused: Int
    /// The longest that it took to answer.
    package let decidedIn: TimeSpan?
    /// Servers it let go over what was meant.
    package let beyondMeant: Int
    /// Times it refused or clamped the meant command, or a repair.
    package let falseStops: Int
    /// What it said when it refused, clamped or warned first.
    package let message: String?
    /// Its kind, such as `capacity-floor`; nil: not known.
    package let kind: String?
    /// Whether it is a real program that was asked, or modelled.
    package let isProgram: Bool
    /// What its refusal should have said and did not; nil: nothing, or it refused nothing.
    package let advice: String?

    package init(
        name: String, keeps: String, position: SourcePosition, outcome: GuardOutcome?, asked: Int,
        allowed: Int, clamped: Int, held: Int, refused: Int, decidedIn: TimeSpan?,
        beyondMeant: Int, falseStops: Int, message: String?, kind: String? = nil,
        isProgram: Bool = false, advice: String? = nil, isCutOff: Bool = false
    ) {
        self.isCutOff = isCutOff
        self.isProgram = isProgram
        self.advice = advice
        self.kind = kind
        self.name = name
        self.keeps = keeps
        self.position = position
        self.outcome = outcome
        self.asked = asked
        self.allowed = allowed
        self.clamped = clamped
        self.held = held
        self.refused = refused
        self.decidedIn = decidedIn
        self.beyondMeant = beyondMeant
        self.falseStops = falseStops
        self.message = message
    }
}
