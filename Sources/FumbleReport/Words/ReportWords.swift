import FumbleModel

/// The words that more than one format says about the same thing.
enum ReportWords {
    /// The arm as a reader meets it: `with the guards`.
    static func phrase(_ arm: Arm) -> String {
        switch arm {
        case .meant: "as meant"
        case .guarded: "with the guards"
        case .unguarded: "without the guards"
        }
    }

    /// Why a run was not completed; nil: it was.
    static func reason(_ status: RunStatus) -> String? {
        switch status {
        case .completed: nil
        case .stopped(let reason), .failed(let reason): reason
        case .interrupted(let signal): signal
        }
    }

    /// That a verdict is of less than a whole run; nil: it is of a whole one.
    static func missing(_ verdict: Verdict) -> String? {
        verdict.missing.map { "This run is not whole: \($0)." }
    }

    /// A quantile by its percentage: `p50`, `p99.9`.
    static func quantile(_ at: Double) -> String {
        "p" + PlainNumber.text((at * 1_000_000).rounded() / 10_000)
    }

    /// How a run is looked at again, or run again where it is not kept.
    static func again(_ verdict: Verdict) -> String {
        verdict.again ?? verdict.header.again(as: name(of: verdict.header))
    }

    /// `28 events, hash c82ecdc3638233ee`; of a record that is cut off nobody knows how many there were.
    ///
    /// - Parameter quote: what stands around the hash.
    static func events(_ verdict: Verdict, quote: String = "") -> String {
        guard verdict.isCounted else { return "events \(CutOff.words)" }
        return "\(PeopleNumber.count(verdict.events, "event")), hash "
            + quote + hash(verdict.eventsHash) + quote
    }

    /// What a run is called among those of all experiments: several share the id if they were run
    /// together.
    static func name(of header: RunHeader) -> String { "\(header.experiment)/\(header.id)" }

    static func ending(_ ending: RunEvent.Ending) -> String {
        switch ending {
        case .notUnderstood: "not understood"
        case .done, .refused, .cancelled, .elsewhere, .unfinished: ending.rawValue
        }
    }

    /// A guard's result; without an unguarded arm, or where an arm was cut off, nobody knows it.
    static func result(_ found: GuardVerdict) -> String {
        found.outcome?.words ?? (found.isCutOff ? CutOff.words : "not known")
    }

    /// The hash over all events, as 16 hexadecimal digits.
    static func hash(_ hash: UInt64) -> String {
        let digits = String(hash, radix: 16)
        return String(repeating: "0", count: 16 - digits.count) + digits
    }

    /// The promises of one arm in few words: `all 6 kept`, `4 of 6 broken`; those that an arm which was cut
    /// off had kept by then might have been broken.
    static func promises(_ results: [PromiseResult], isCut: Bool) -> String {
        let broken = results.count { !$0.isKept }
        if results.isEmpty { return "none" }
        if isCut, broken == 0 { return CutOff.words }
        return broken == 0 ? "all \(results.count) kept" : "\(broken) of \(results.count) broken"
    }

    /// What a guard did beside allowing and refusing: `clamped 1, let go 3 servers beyond meant`; nil:
    /// nothing.
    static func remarks(_ verdict: GuardVerdict) -> String? {
        var parts: [String] = []
        if verdict.clamped > 0 { parts.append("clamped \(verdict.clamped)") }
        if verdict.held > 0 { parts.append("held until later \(verdict.held)") }
        if verdict.beyondMeant > 0 {
            parts.append(
                "let go \(PeopleNumber.count(verdict.beyondMeant, "server")) beyond meant")
        }
        if verdict.falseStops > 0 {
            parts.append(PeopleNumber.count(verdict.falseStops, "false stop"))
        }
        return parts.isEmpty ? nil : parts.joined(separator: ", ")
    }
}

extension RunHeader {
    /// The command that looks at it again: real processes never go the same way twice.
    ///
    /// - Parameter name: what it is found by, as a shell takes it.
    package func again(as name: String) -> String {
        "fumble \(fleetKind == "processes" ? "judge" : "replay") \(name)"
    }
}
