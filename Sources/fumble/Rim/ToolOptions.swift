internal import ArgumentParser
internal import FumbleIntake

/// How a team's own tool is typed: a line by hand, or what the tool prints of itself.
struct ToolOptions: ParsableArguments {
    @Option(help: "The usage line of your tool, such as 'capctl drain SERVICE --count COUNT'.")
    var usage: String?

    @Option(
        help: "Or a dump by --experimental-dump-help of a Swift command; - for standard input.",
        completion: .file(extensions: ["json"]))
    var usageFrom: String?

    @Option(
        help: "Or the help that argparse, click or cobra print; - for standard input.",
        completion: .file())
    var helpText: String?

    @Option(help: "With --usage-from: the command of the tool, such as 'capacity drain'.")
    var command: String?

    @Option(help: "The argument that names a subsystem, where its name does not tell.")
    var actsOn: String?

    @Option(help: "The argument that says how many servers, or a number, a share or `all`.")
    var howMany: String?

    func validate() throws {
        let given = [usage, usageFrom, helpText].compactMap { $0 }
        if given.count > 1 {
            throw ValidationError("one of --usage, --usage-from and --help-text is enough")
        }
        if command != nil, usageFrom == nil {
            throw ValidationError("--command is of a --usage-from")
        }
        if given.isEmpty, actsOn != nil || howMany != nil {
            throw ValidationError("--acts-on and --how-many are of a usage line")
        }
    }

    /// - Parameters:
    ///   - known: subsystems of the fleet, the largest first; empty: there is none yet.
    ///   - zones: of the fleet; nil: there is none yet.
    /// - Returns: nil where no tool is named.
    func entry(known: [String], zones: [String]? = nil) throws -> PlaybookDraft? {
        guard let tool = try read() else { return nil }
        return try Intake.accepted(
            PlaybookDraft.of(
                tool, actsOn: actsOn, howMany: howMany, known: known, zones: zones))
    }

    private func read() throws -> ToolUsage? {
        if let usage { return try Intake.accepted(ToolUsage.line(usage, at: PlaybookDraft.place)) }
        if let usageFrom {
            let path = (command ?? "").split(separator: " ").map(String.init)
            return try Intake.accepted(
                ToolUsage.dump(
                    try Intake.bytes(of: usageFrom), file: Intake.name(of: usageFrom), path: path))
        }
        if let helpText {
            return try Intake.accepted(
                ToolUsage.helpText(
                    try Intake.bytes(of: helpText), file: Intake.name(of: helpText)))
        }
        return nil
    }
}
