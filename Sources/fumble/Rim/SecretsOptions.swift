internal import ArgumentParser
internal import FumbleCompiler
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
        try Self.read(needs, from: secrets)
    }

    /// What is wrong with them, one line each; empty: nothing.
    func lacking(_ needs: [SecretNeed]) -> [String] {
        do throws(SecretReader.Refusal) {
            _ = try SecretReader.read(needs, file: secrets)
            return []
        } catch {
            return error.lines
        }
    }

    /// The same for runs that have them from the environment alone, which is where each finds them.
    static func check(_ compiled: CompiledExperiment) throws {
        _ = try read(compiled.plan.fleet.secrets(onProcesses: false), from: nil)
    }

    /// A file that others can read is told even where nothing asks for it.
    private static func read(_ needs: [SecretNeed], from file: String?) throws -> Secrets {
        do throws(SecretReader.Refusal) {
            return try SecretReader.read(needs, file: file)
        } catch {
            for line in error.lines { Console.note("fumble: \(line)") }
            throw ExitCode(ExitStatus.unavailable.rawValue)
        }
    }
}
