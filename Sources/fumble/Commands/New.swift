internal import ArgumentParser
internal import SystemPackage

struct New: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes a commented experiment that passes `fumble check`.",
        discussion: """
            Examples:
              fumble new drill.yaml
              fumble new drill.yaml --name monday-drill
            """)

    @Argument(help: "The file to write; `-` for standard output.", completion: .file())
    var file: String

    @Option(help: "The experiment's name; the file's name without its ending, if left out.")
    var name: String?

    @Flag(help: "Write over a file that is there.")
    var force = false

    func run() throws {
        let text = ExperimentTemplate.text(named: try checkedName())
        guard file != "-" else { return Console.print(text) }
        guard force || !Files.exists(file) else {
            throw ValidationError("\(file) is there already: `--force` writes over it")
        }
        do throws(Errno) {
            try Files.write(text, to: file)
        } catch {
            Console.note("fumble: cannot write \(file): \(error)")
            throw ExitCode(ExitStatus.unrecorded.rawValue)
        }
        Console.note("wrote \(file): `fumble check \(file)`, then `fumble run \(file)`")
    }

    private func checkedName() throws -> String {
        let stem = FilePath(file).stem ?? "drill"
        let name = name ?? (file == "-" ? "drill" : stem)
        let isPlain = name.utf8.allSatisfy { byte in
            (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
                || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
                || byte == UInt8(ascii: "-")
        }
        guard isPlain, !name.isEmpty else {
            throw ValidationError(
                "'\(name)' cannot be an experiment's name: give one of a-z, 0-9 and - by `--name`")
        }
        return name
    }
}
