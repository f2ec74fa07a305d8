import Testing

@testable import FumbleProcesses

/// Programs that are asked something: what they print, and how they end.
@Suite struct ShortCommandTests {
    private static func command(_ words: [String], complains: Bool) -> ShortCommand {
        ShortCommand(
            words: words, environment: ["PATH=/usr/bin:/bin"], complains: complains,
            within: 20_000)
    }

    /// Both streams come in one, in order, and arguments are passed as they are.
    @Test func whatItComplainsOfIsInItsPlace() {
        let script =
            "import sys; [print(w, file=f, flush=True) for w, f in zip(sys.argv[1:], "
            + "[sys.stdout, sys.stderr] * 2)]; sys.exit(3)"
        let words = ["python3", "-c", script, "one", "$HOME; \"two\"", "*", "' four"]
        let loud = Self.command(words, complains: true).end()
        #expect(loud.status == 3)
        #expect(loud.printed == "one\n$HOME; \"two\"\n*\n' four\n")
        let quiet = Self.command(words, complains: false).end()
        #expect(quiet.status == 3)
        #expect(quiet.printed == "one\n*\n")
    }

    @Test(arguments: ["no-such-program", "/no/such/program"])
    func whatIsNotThereIsSaid(program: String) {
        let ended = Self.command([program], complains: true).end()
        #expect(ended.status == 127)
        #expect(ended.printed == "\(program): No such file or directory\n")
    }

    /// A pipe holds 64 KiB: what is not read would hold the program up.
    @Test func oneThatPrintsMuchIsReadToItsEnd() {
        let words = ["python3", "-c", "print('x' * 300_000); raise SystemExit(4)"]
        let ended = Self.command(words, complains: true).end()
        #expect(ended.status == 4)
        #expect(ended.printed?.count == 4_096)
    }
}
