internal import FumbleControl

/// The command as it was typed, for those who want to run it again.
enum ThisCommand {
    static var text: String {
        (["fumble"] + CommandLine.arguments.dropFirst().map(ShellWord.quoted))
            .joined(separator: " ")
    }
}
