import Testing

@testable import FumbleProcesses

/// Programs that are asked something: what they print, and how they end.
@Suite struct ShortCommandTests {
    private static func command(_ words: [String]) -> ShortCommand {
        ShortCommand(words: words, environment: ["PATH=/usr/bin:/bin"], within: 20_000)
    }

    /// Arguments are passed as they are, and nobody sees what it complains of.
    @Test func whatItPrintsAndHowItEnds() {
        let script =
            "import sys; [print(w, file=f, flush=True) for w, f in zip(sys.argv[1:], "
            + "[sys.stdout, sys.stderr] * 2)]; sys.exit(3)"
        let ended = Self.command(["python3", "-c", script, "$HOME; \"one\"", "two", "*", "four"])
            .end()
        #expect(ended.status == 3)
        #expect(ended.printed == "$HOME; \"one\"\n*\n")
    }

    @Test(arguments: ["no-such-program", "/no/such/program"])
    func whatIsNotThereDidNotStart(program: String) {
        let command = Self.command([program])
        #expect(command.end().status == 127)
        #expect(command.run() == nil)
    }

    /// A pipe holds 64 KiB: what is not read would hold the program up.
    @Test func oneThatPrintsMuchIsReadToItsEnd() {
        let words = ["python3", "-c", "print('x' * 300_000); raise SystemExit(4)"]
        let ended = Self.command(words).end()
        #expect(ended.status == 4)
        #expect(ended.printed?.count == 4_096)
    }
}
