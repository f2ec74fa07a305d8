import ArgumentParser
import DepotControl

/// What of the command line is for this program, and not for a fleet's playbook.
struct Depotctl: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "depotctl",
        abstract: "Operates a fleet of real servers, by the playbook of its fleet file.",
        discussion: """
            Every line but those below is handed over to the control plane as it was typed, read \
            there by the fleet's own playbook, and asked about at the fleet's own guards. \
            --at comes before the line, or DEPOTCTL_AT says where the control plane is. \
            DEPOTCTL_WINDOW says which of the fleet's windows the shell is.

            Examples:
              depotctl serve --fleet depot.yaml --folder /tmp/depot &
              export DEPOTCTL_AT=/tmp/depot
              depotctl status
              depotctl remove --env prod --subsystem billing --count 1

            Exit status: 0 done, 1 refused, 64 no line of the playbook, 65 the fleet file has \
            mistakes, 69 no control plane, or this machine lacks something, 71 the fleet failed.
            """,
        subcommands: [Serve.self, Status.self])

    @Option(help: ArgumentHelp("Where the control plane is.", valueName: "address"))
    var at: String?
}

/// `depotctl status`: how each subsystem is.
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Tell for each subsystem how many servers serve, and how many must.")

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case text, json
    }

    @OptionGroup var parent: Depotctl
    @Option(help: "The form in which it is told.")
    var format = Format.text

    func run() async throws {
        let status = await Caller.ask(.status(isJSON: format == .json), at: parent.at)
        if status != .done { throw ExitCode(status.rawValue) }
    }
}
