import Foundation
import Testing

/// `fumble explore`, from a file to what gets through.
@Suite(.timeLimit(.minutes(20))) struct ExploreTests {
    private static let mistyped = "s3-2017/mistyped-removal.yaml"

    private func scene() throws -> Scene { try Scene(copying: "Experiments/s3-2017") }

    private struct Shown: Decodable {
        let schema: String
        let counts: Counts
        let escapes: [Escape]
        let guards: [Worth]
        let requests: [Request]
        let smallestSet: [String]
        let expected: Expected
        let expectedWithoutGuards: Expected
        let acceptedThatDidNotOccur: [String]

        struct Counts: Decodable {
            let lines: Int
            let effects: Int
            let harmful: Int
            let runs: Int
            let cached: Int
        }

        struct Harm: Decodable {
            let outageS: Double
            let headline: String
            let servers: Int
        }

        struct Escape: Decodable {
            let id: String
            let harm: Harm
            let accepted: Bool
            let effect: String
            let file: String?
        }

        struct Worth: Decodable {
            let `guard`: String
            let stops: Int
            let soleStopper: Int
        }

        struct Request: Decodable {
            let id: String
            let effect: String
            let outcomes: [OutcomeOf]
        }

        struct OutcomeOf: Decodable {
            let heeding: [String]
            let harm: Harm
        }

        struct Expected: Decodable {
            let outageMinPer1000: [String: Double]
        }
    }

    private func shown(_ outcome: Outcome) throws -> Shown {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return try decoder.decode(Shown.self, from: Data(outcome.stdout.utf8))
    }

    /// The matrix of the experiment of 2017, as a person reads it.
    @Test func theMatrixOf2017() async throws {
        let scene = try scene()
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--out", "escapes", "--format", "json", "--two-slips", "0")
        #expect(explored.status == 1)
        #expect(explored.stderr == "")
        let shown = try shown(explored)
        #expect(shown.schema == "fumble.exploration/1")
        #expect(shown.guards.map(\.guard) == ["floor", "rate"])
        #expect(shown.guards.map(\.stops) == [12, 0])
        #expect(shown.guards.map(\.soleStopper) == [12, 0])
        #expect(shown.counts.harmful == 13)
        #expect(shown.smallestSet == ["floor"])
        #expect(shown.escapes.map(\.effect) == ["remove 24 of billing"])
        #expect(shown.counts.runs < shown.counts.lines / 10)
        #expect(shown.counts.cached > shown.counts.runs)

        // What gets through is an experiment that deviates, with the harm that was told.
        let escape = shown.escapes[0]
        let file = try #require(escape.file)
        #expect(file == "escapes/\(escape.id).yaml")
        #expect(try await scene.fumble("check", file).status == 0)
        let ran = try await scene.fumble("run", file, "--arms", "guarded", "--quiet")
        #expect(ran.status == 1)
        #expect(ran.stdout.hasPrefix(String(escape.harm.headline.prefix(40))))

        let again = try await scene.fumble(
            "explore", Self.mistyped, "--out", "escapes", "--format", "json", "--two-slips", "0",
            "--jobs", "1")
        #expect(again.stdout == explored.stdout)
    }

    /// An outcome that needed no run of its own is what a fleet with just those guards comes to.
    @Test(arguments: [["rate"], ["floor"], []])
    func outcomesAreThoseOfFleetsWithFewerGuards(guards: [String]) async throws {
        let scene = try scene()
        let explored = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let fleet = try scene.text("s3-2017/fleets/guarded.yaml")
            .replacing(
                "asks: [floor, rate]\n    skips: {--force: [rate]}",
                with: guards.isEmpty ? "" : "asks: [\(guards.joined(separator: ", "))]"
            )
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                // An input that nothing uses is a mistake.
                !["floor": "floor", "view-lag": "floor", "rate": "rate"].contains { name, owner in
                    line.hasPrefix("  \(name):") && !guards.contains(owner)
                }
            }.joined(separator: "\n")
            .replacing(guards.isEmpty ? "guards:\n" : "\u{0}", with: "")
        try scene.write(fleet, to: "s3-2017/fleets/guarded.yaml")
        for (count, effect) in [(24, "remove 24 of billing"), (44, "remove 44 of billing")] {
            let request = try #require(explored.requests.first { $0.effect == effect })
            let told = try #require(
                request.outcomes.first { Set($0.heeding) == Set(guards) }?.harm)
            let text = try scene.text(Self.mistyped)
                .replacing("guards: {floor: held}", with: "")
                .replacing("promises: {capacity: kept, pace: kept}", with: "")
            try scene.write(text, to: "s3-2017/fewer-\(count).yaml")
            let ran = try await scene.fumble(
                "run", "s3-2017/fewer-\(count).yaml", "--set", "typed=\(count)", "--arms",
                "guarded", "--format", "json", "--quiet")
            let verdict = try ran.verdict()
            // What is refused comes to nothing, of which nobody says by whom.
            if told.servers == 0 {
                #expect(verdict.headline.hasPrefix("Refused"), "\(effect) with \(guards)")
            } else {
                // A run that went the same way with other guards says nothing of these.
                #expect(verdict.headline.hasSuffix(told.headline), "\(effect) with \(guards)")
            }
        }
    }

    /// What is meant takes one thing down; a line that takes another one down does harm all the same.
    @Test func harmElsewhereIsHarm() async throws {
        let scene = try Scene(copying: "Experiments/incidents")
        let explored = try shown(
            try await scene.fumble(
                "explore", "incidents/stackexchange-2014.yaml", "--format", "json", "--two-slips",
                "0"))
        #expect(explored.escapes.map(\.effect) == ["withdraw-route of page"])
    }

    /// Each slip says what its weight rests on.
    @Test func everySlipHasItsBasis() async throws {
        let scene = try scene()
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--format", "json", "--two-slips", "0")
        let document = try #require(explored.json() as? [String: Any])
        let slips = try #require(document["slips"] as? [[String: Any]])
        #expect(slips.count > 20)
        #expect(slips.allSatisfy { ($0["basis"] as? String)?.isEmpty == false })
        let doubled = try #require(slips.first { ($0["id"] as? String) == "num.double" })
        #expect(doubled["basis"] as? String == "keystroke model")
    }

    /// A second person sees some mistakes and misses others, each by itself.
    @Test func aSecondPersonMissesSome() async throws {
        let scene = try Scene(copying: "Experiments/s3-2017")
        let fleet = "s3-2017/fleets/guarded.yaml"
        let text = try scene.text(fleet)
            .replacing("asks: [floor, rate]", with: "asks: [second]")
            .replacing(
                "\nguards:\n",
                with: "\nguards:\n  second: {keeps: capacity, second-person: {dependence: high}}\n"
            )
            .split(separator: "\n", omittingEmptySubsequences: false)
            .filter { line in
                !["  floor:", "  rate:", "  view-lag:", "    skips:"].contains {
                    line.hasPrefix($0)
                }
            }
        try scene.write(text.joined(separator: "\n"), to: fleet)
        try scene.write(
            try scene.text(Self.mistyped).replacing("guards: {floor: held}", with: "")
                .replacing(
                    "    operator:\n", with: "    operator:\n      second-person: looks\n"),
            to: Self.mistyped)
        let explored = try await scene.fumble(
            "explore", Self.mistyped, "--format", "json", "--two-slips", "0")
        let document = try #require(
            explored.json() as? [String: Any], "\(explored.stderr)")
        let guards = try #require(document["guards"] as? [[String: Any]])
        let harmful = try #require((document["counts"] as? [String: Int])?["harmful"])
        let stops = try #require(guards.first?["stops"] as? Int)
        #expect(stops > 0 && stops < harmful, "\(stops) of \(harmful)")
    }

    /// A list of hosts, on a Monday morning: the same line again a second later is one too many, and stopped.
    @Test func theSameLineAgainMeetsTheFleetAsItIsThen() async throws {
        let scene = try Scene()
        let hosts = (1...5).map { "web-\($0),index,a,2026-10-0\($0)\n" }.joined()
        try scene.write("host,subsystems,zone,started\n" + hosts, to: "hosts.csv")
        let made = try await scene.fumble(
            "new", "fleet.yaml", "--inventory", "hosts.csv", "--experiment", "drill.yaml",
            "--usage", "capctl drain SERVICE --count COUNT")
        #expect(made.status == 0)
        let explored = try await scene.fumble("explore", "drill.yaml", "--two-slips", "0")
        #expect(explored.status == 0, "\(explored.stdout)")
        #expect(explored.stdout.contains("line typed twice"))
    }

    /// A guard that hangs costs its timeout once, and the report says what became of it.
    @Test func aGuardThatHangsIsReported() async throws {
        let scene = try Scene(copying: "Experiments/black-box")
        let fleet = "black-box/fleets/guarded-shop.yaml"
        try scene.write(
            try scene.text(fleet).replacing("timeout: 10s", with: "timeout: 500ms"), to: fleet)
        try scene.write(
            "#!/bin/sh\nexec tail -f /dev/null\n", to: "black-box/scripts/check-capacity.sh")
        let explored = try await scene.fumble(
            "explore", "black-box/own-guard.yaml", "--two-slips", "0", "--format", "json")
        let document = try #require(explored.json() as? [String: Any])
        #expect(
            document["guard_failures"] as? [String] == [
                "checked did not answer within 500ms, and was treated as its file says: "
                    + "`on-failure: refuse`"
            ])
    }

    /// A guard that hangs about one line only is as good as dead for all of them, whichever was asked first.
    @Test func whatIsFoundDoesNotDependOnWhatWasAskedFirst() async throws {
        let scene = try Scene(copying: "Experiments/black-box")
        let fleet = "black-box/fleets/guarded-shop.yaml"
        let script = """
            #!/bin/sh
            case "$(cat)" in *"carts 2"*) exec tail -f /dev/null;; esac

            """
        try scene.write(script, to: "black-box/scripts/check-capacity.sh")
        for word in ["refuse", "allow"] {
            let text = try scene.text(fleet)
            try scene.write(
                text.replacing(
                    /timeout: .*, on-failure: .*}/, with: "timeout: 500ms, on-failure: \(word)}"),
                to: fleet)
            var found: [String] = []
            for jobs in ["1", "2"] {
                let explored = try await scene.fumble(
                    "explore", "black-box/own-guard.yaml", "--two-slips", "0", "--jobs", jobs)
                #expect(explored.status == (word == "refuse" ? 0 : 1), "\(explored.stdout)")
                found.append(explored.stdout)
            }
            #expect(found.first == found.last)
        }
    }

    @Test func acceptedUntilADay() async throws {
        let scene = try scene()
        let first = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let id = try #require(first.escapes.first?.id)
        let text =
            try scene.text(Self.mistyped) + """
                explore:
                  two-slips: 0
                  accepted:
                    - {escape: \(id), owner: storage-oncall, until: 2027-01-31, because: the next floor looks at load too}
                    - {escape: 00000000, owner: storage-oncall, until: 2027-01-31, because: it went away}

                """
        try scene.write(text, to: Self.mistyped)
        let accepted = try await scene.fumble(
            "explore", Self.mistyped, "--today", "2027-01-31", "--quiet")
        #expect(accepted.status == 0)
        #expect(accepted.stdout.contains("accepted by storage-oncall until 2027-01-31"))
        #expect(accepted.stdout.contains("00000000 is no line's id here"))
        let expired = try await scene.fumble(
            "explore", Self.mistyped, "--today", "2027-02-01", "--quiet")
        #expect(expired.status == 1)
        #expect(expired.stdout.contains("expired"))
    }

    /// A parser that takes blanks for all lets more harm through than a strict one; the published ratio
    /// is about 18, of harm without guards.
    @Test func lenientAgainstStrict() async throws {
        let scene = try scene()
        let strict = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let fleet = try scene.text("s3-2017/fleets/guarded.yaml")
            .replacing("parsing: strict", with: "parsing: lenient")
        try scene.write(fleet, to: "s3-2017/fleets/guarded.yaml")
        let lenient = try shown(
            try await scene.fumble(
                "explore", Self.mistyped, "--format", "json", "--two-slips", "0"))
        let harm = { (shown: Shown) in
            shown.expectedWithoutGuards.outageMinPer1000["usual"] ?? 0
        }
        print("harm of a lenient parser, as a multiple: \(harm(lenient) / harm(strict))")
        #expect(harm(lenient) > 4 * harm(strict))
        #expect(lenient.counts.harmful > strict.counts.harmful)
    }

    @Test func mistakesAreNamed() async throws {
        let scene = try scene()
        let text = try scene.text(Self.mistyped)
        func explore(_ change: (String) -> String) async throws -> Outcome {
            try scene.write(change(text), to: "s3-2017/broken.yaml")
            return try await scene.fumble("explore", "s3-2017/broken.yaml", "--two-slips", "0")
        }
        let far = try await explore { $0 + "explore: {line: 2}\n" }
        #expect(far.status == 65)
        #expect(far.stderr.contains("error[E0130]: the method types 1 line, and this is line 2"))
        let refused = try await explore {
            $0 + "explore: {earlier: [fleetctl remove --count 4]}\n"
        }
        #expect(refused.status == 65)
        #expect(refused.stderr.contains("error[E0071]"))
        let condition = try await explore { $0 + "explore: {stress: {time-shrot: 50%}}\n" }
        #expect(condition.status == 65)
        #expect(condition.stderr.contains("time-short"))
        let day = try await explore {
            $0
                + "explore: {accepted: [{escape: a, owner: b, until: 2027-02-30, because: c}]}\n"
        }
        #expect(day.status == 65)
        #expect(day.stderr.contains("must be a day"))
        let keyboard = try await explore { $0 + "explore: {keyboard: dvorak.yaml}\n" }
        #expect(keyboard.status == 65)
        #expect(keyboard.stderr.contains("dvorak.yaml"))
        let usage = try scene.text("s3-2017/fleets/guarded.yaml")
            .replacing("--count COUNT [--force]", with: "--count COUNT [--force")
        try scene.write(usage, to: "s3-2017/fleets/guarded.yaml")
        let unread = try await explore { $0 }
        #expect(unread.status == 65)
        #expect(unread.stderr.contains("error[E0070]"))
        #expect(try await scene.fumble("explore", "x.yaml", "--today", "soon").status == 64)
    }

    @Test func withoutATypedLine() async throws {
        let scene = try Scene()
        try Drill.deviated.write(to: scene)
        let outcome = try await scene.fumble("explore", Drill.deviated.file)
        #expect(outcome.status == 65)
        #expect(outcome.stderr.contains("error[E0130]: the method types no line"))
    }
}
