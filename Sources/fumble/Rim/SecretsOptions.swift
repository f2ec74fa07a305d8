internal import ArgumentParser
internal import FumbleExternal
internal import FumbleModel

/// Where secrets come from.
struct SecretsOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A file of secrets that only you can read: NAME=value a line.",
            discussion: "What it lacks comes from the environment: FUMBLE_SECRET_NAME."),
        completion: .file())
    var secrets: String?

    /// The secrets that fleets ask for; where one is missing it is named, and nothing is started.
    func read(_ needs: [SecretNeed]) throws -> Secrets {
        // A file that others can read is told even where nothing asks for it.
        do throws(SecretReader.Refusal) {
            return try SecretReader.read(needs, file: secrets)
        } catch {
            for line in error.lines { Console.note("fumble: \(line)") }
            throw ExitCode(ExitStatus.unavailable.rawValue)
        }
    }
}
