import FumbleExternal
import FumbleModel
import Testing

/// Guards that are programs: what they answer, and what becomes of those that do not.
@Suite(.timeLimit(.minutes(5))) struct ExecGuardTests {
    private static let patience = TimeSpan.seconds(60)

    private func ask(
        _ script: String, within timeout: TimeSpan = patience, body: String = #"{"servers":44}"#
    ) async -> GuardAdvice {
        await ProgramConsultant(base: "/tmp").consult(question(script, timeout, body))
    }

    private func question(_ script: String, _ timeout: TimeSpan, _ body: String) -> GuardQuestion {
        GuardQuestion(
            name: "mine", program: .exec(["/bin/sh", "-c", script]), timeout: timeout, body: body)
    }

    @Test func anExitStatusIsTheAnswer() async {
        #expect(await ask("exit 0") == .allow)
        #expect(await ask("echo 'too many' >&2; exit 1") == .refuse("too many"))
        #expect(await ask("echo 'mind it' >&2; exit 2") == .warn("mind it"))
        #expect(await ask("exit 1") == .refuse(""))
        #expect(await ask("exit 2") == .warn(""))
    }

    /// A program is given its secrets in variables, no others, and none is told on.
    @Test func secretsAreGivenAndNotToldOn() async throws {
        let token = try #require(SecretName("desk-token"))
        let value = #"s3cr3t "and" more"#
        let asked = GuardQuestion(
            name: "mine",
            program: .exec(["/bin/sh", "-c", #"echo "$TOKEN, $PLAIN" >&2; exit 1"#]),
            timeout: Self.patience, body: "{}",
            handed: .init(
                environment: [
                    .init(name: "TOKEN", value: try PlacedText.read("as {secret.desk-token}")),
                    .init(name: "PLAIN", value: PlacedText(plain: "yes")),
                ], authorization: nil))
        let given = await ProgramConsultant(base: "/tmp", secrets: Secrets([(token, value)]))
            .consult(asked)
        #expect(given == .refuse("as secret.desk-token, yes"))
        let lacking = await ProgramConsultant(base: "/tmp").consult(asked)
        #expect(lacking == .failed(.absent("`secret.desk-token` is not given")))
    }

    /// A message is cut where no secret is: what is before the cut is told, and nothing of the value.
    @Test func noCutGoesThroughASecret() async throws {
        let token = try #require(SecretName("desk-token"))
        for length in 4_080..<4_100 {
            let asked = GuardQuestion(
                name: "mine",
                program: .exec([
                    "/bin/sh", "-c",
                    "printf '%\(length)s' ' ' | tr ' ' x >&2; echo $TOKEN >&2; exit 1",
                ]), timeout: Self.patience, body: "{}",
                handed: .init(
                    environment: [
                        .init(name: "TOKEN", value: try PlacedText.read("{secret.desk-token}"))
                    ], authorization: nil))
            let advice = await ProgramConsultant(
                base: "/tmp", secrets: Secrets([(token, "QQQQQQQQQQQQ")])
            ).consult(asked)
            guard case .refuse(let text) = advice else {
                Issue.record("\(advice)")
                return
            }
            #expect(!text.contains("Q"))
            #expect(text.utf8.count <= 4_096)
        }
    }

    @Test func itIsToldTheRequest() async {
        #expect(await ask(#"grep -q '"servers":44' || exit 1"#) == .allow)
        let large = #"{"fill":"\#(String(repeating: "x", count: 1 << 20))"}"#
        #expect(await ask("test $(wc -c) -gt 1048576", body: large) == .allow)
    }

    /// It reads nothing of a megabyte, and answers all the same.
    @Test func onePassesWithoutReading() async {
        let large = String(repeating: "x", count: 1 << 20)
        #expect(await ask("echo no >&2; exit 1", body: large) == .refuse("no"))
    }

    @Test func anotherStatusIsNonsense() async {
        #expect(await ask("echo oh >&2; exit 7") == .failed(.nonsense("exit status 7: oh")))
        #expect(await ask("kill -9 $$") == .failed(.nonsense("it was ended by signal 9")))
    }

    @Test func oneThatIsNotThereIsAbsent() async {
        let consultant = ProgramConsultant(base: "/tmp")
        for program in ["./fumble-no-such-guard", "fumble-no-such-guard", "/tmp/no/such"] {
            let advice = await consultant.consult(
                GuardQuestion(
                    name: program, program: .exec([program]), timeout: Self.patience, body: "{}"))
            #expect(advice == .failed(.absent("this machine lacks `\(program)`")))
        }
    }

    /// A hung one is killed with what it started; it is waited for once, and then as good as dead.
    @Test func aHungOneCostsItsTimeoutOnce() async {
        let consultant = ProgramConsultant(base: "/tmp")
        let hanging = question("sleep 3600 & sleep 3600", .milliseconds(300), "{}")
        let clock = ContinuousClock()
        let first = await clock.measure {
            #expect(await consultant.consult(hanging) == .failed(.hung))
        }
        let second = await clock.measure {
            for _ in 0..<100 { #expect(await consultant.consult(hanging) == .failed(.hung)) }
        }
        #expect(first >= .milliseconds(300))
        #expect(second < first, "a hundred more took \(second), the first \(first)")
    }

    @Test func whatItSaysIsOneLine() async {
        #expect(await ask(#"printf 'a\nb\033[31m\n' >&2; exit 1"#) == .refuse("a; b[31m"))
    }
}
