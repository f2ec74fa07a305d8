internal import ArgumentParser
internal import FumbleDocument

struct Explain: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Tells at length what a mistake means and how it is mended.",
        discussion: "Example:\n  fumble explain E0011")

    @Argument(help: "The code of a mistake, such as E0011; none: a list of all.")
    var code: String?

    func run() throws {
        guard let code else {
            for known in DiagnosticCode.allCases {
                Console.print("\(known.rawValue)  \(known.title)\n")
            }
            return
        }
        guard let known = DiagnosticCode(rawValue: code.uppercased()) else {
            throw ValidationError(
                "there is no code '\(code)': `fumble explain` alone lists them all")
        }
        Console.print(known.explanation.page)
    }
}
