internal import ArgumentParser
internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleIntake
internal import FumbleModel
internal import SystemPackage

/// Other people's files, taken in: what is wrong with them is told at its place, with status 65.
enum Intake {
    private static let standardInput = "-"

    static func name(of path: String) -> String { path == standardInput ? "standard input" : path }

    static func bytes(of path: String) throws -> [UInt8] {
        do throws(Errno) {
            return try path == standardInput ? Files.readStandardInput() : Files.read(path)
        } catch {
            let mistakes = FileMistakes(
                unreadable: name(of: path),
                because: error == .noSuchFileOrDirectory ? nil : "\(error)")
            throw refused(mistakes.diagnostics, mistakes.sources)
        }
    }

    static func accepted<Value>(_ result: Result<Value, IntakeMistakes>) throws -> Value {
        switch result {
        case .success(let value): return value
        case .failure(let mistakes): throw refused(mistakes.diagnostics, [mistakes.source])
        }
    }

    static func fleet(from path: String, today: CalendarDay) throws -> InventoryFleet {
        try accepted(
            InventoryFleet.read(try bytes(of: path), file: name(of: path), today: today))
    }

    /// The line of nobody's tool: it stands in for the one that a team has.
    static func usualEntry(known: [String]) throws -> PlaybookDraft {
        let line = "fleetctl remove --subsystem SUBSYSTEM --count COUNT"
        let tool = try accepted(ToolUsage.line(line, at: PlaybookDraft.place))
        let note = "guess: a tool of nobody's; `fumble new --help` says how yours is read"
        return try accepted(
            PlaybookDraft.of(tool.noting(note), actsOn: nil, howMany: nil, known: known))
    }

    /// What was made must pass `fumble check`, or it is not written.
    static func check(_ text: String, as file: String) throws {
        let workshop = Workshop()
        let path = name(of: file)
        let result = workshop.compiler.check(
            Array(text.utf8), path: path, settings: [], on: .simulated)
        guard case .failure(let mistakes) = result else { return }
        throw refused(mistakes.diagnostics, mistakes.sources)
    }

    private static func refused(_ diagnostics: Diagnostics, _ sources: [SourceText]) -> ExitCode {
        Console.print(DiagnosticsFormat.text.render(diagnostics, sources: sources))
        return ExitCode(ExitStatus.mistakes.rawValue)
    }
}
