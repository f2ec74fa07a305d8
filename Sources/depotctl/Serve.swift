import ArgumentParser
import DepotControl
import Dispatch
import FumbleCompiler
import FumbleControl
import FumbleDocument
import FumbleExternal
import FumbleModel
import FumbleProcesses
import Glibc
import SystemPackage

/// `depotctl serve`: the control plane, with its fleet, until it is told to end.
struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Start a fleet's servers, and be its control plane.",
        discussion: """
            Says on standard output when it is ready, every line that is typed, and what becomes of \
            each server. SIGTERM or SIGINT ends it and every server; whatever is killed, no server \
            and no file of theirs is left.
            """)

    @Option(help: "The fleet file.", completion: .file(extensions: ["yaml", "yml"]))
    var fleet: String
    @Option(help: "Sets a declared input: name=value.")
    var set: [InputSetting] = []
    @Option(help: "The folder it works in; the servers' data lie in it and go with them.")
    var folder: String
    @Option(help: "Where it is asked: 127.0.0.1:PORT, or a socket; by itself, one in the folder.")
    var listen: String?
    @Option(help: "Decides which servers a line takes.")
    var seed: UInt64 = 1

    /// The file has mistakes, as fumble's.
    private static let mistakes: Int32 = 65

    func run() async throws {
        let compiled = try compile()
        let missing = MissingPrograms.of(compiled.fleet)
        for line in missing { StandardStreams.complain("depotctl: \(line)") }
        if !missing.isEmpty { throw ExitCode(LineStatus.unavailable.rawValue) }
        let workplace: Workplace
        do {
            workplace = try Workplace.make(in: folder)
        } catch {
            throw failed(error.reason)
        }
        defer { workplace.remove() }
        try await serve(compiled, in: workplace)
    }

    private func compile() throws -> CompiledFleet {
        switch FleetLoader.load(fleet, settings: set) {
        case .success(let compiled):
            for note in compiled.notes {
                StandardStreams.complain("\(note.position): note: \(note.message)")
            }
            return compiled
        case .failure(let mistakes):
            StandardStreams.say(
                DiagnosticsFormat.text.render(mistakes.diagnostics, sources: mistakes.sources))
            throw ExitCode(Self.mistakes)
        }
    }

    private func serve(_ compiled: CompiledFleet, in workplace: Workplace) async throws {
        let address = listen ?? workplace.socket
        guard let address = DoorAddress(address) else {
            throw ValidationError("--listen is 127.0.0.1:PORT or a socket's path, not `\(address)`")
        }
        let requests = RequestQueue()
        let endings = EndingSignals(requests)
        let signals = endings.watch()
        defer { for source in signals { source.cancel() } }
        let door: ControlDoor
        do {
            door = try await ControlDoor.open(at: address, for: requests)
        } catch {
            throw failed("nobody can listen at \(address): \(error.reason)")
        }
        let secrets: Secrets
        do throws(SecretReader.Refusal) {
            secrets = try SecretReader.read(
                compiled.fleet.secrets(onProcesses: true), file: nil)
        } catch {
            throw failed(error.lines.joined(separator: "; "))
        }
        let host = KeptHost(
            compiled.fleet, topology: compiled.topology, seed: seed,
            keeperCommand: KeptServers.command, folder: workplace.servers,
            base: FilePath(compiled.source.path).removingLastComponent().string,
            environment: Environment.variables, path: Environment.path,
            needs: HostNeeds(for: []), secrets: secrets, logs: ServerLogs())
        var fleet = ProcessFleet(
            compiled.fleet, topology: compiled.topology, host: host, clients: NoClients())
        let count = compiled.topology.serverCount
        StandardStreams.say("starting \(count) servers in \(workplace.servers)")
        do {
            try await fleet.open()
        } catch {
            try? await fleet.close()
            await door.close()
            throw failed(error.reason)
        }
        endings.isUp()
        let ids = (0..<count).map { ServerID($0) }
        var desk = ControlDesk(
            compiled.fleet, topology: compiled.topology, seed: seed, fleet: fleet,
            book: ServerBook(compiled.fleet, doors: ids.map(host.doors)),
            consultant: ProgramConsultant(
                base: FilePath(compiled.source.path).removingLastComponent().string,
                secrets: secrets),
            journal: StandardStreams.say)
        StandardStreams.say("ready: all serve; DEPOTCTL_AT=\(door.address)")
        let lost = await Self.failure { () throws(FleetError) in try await desk.serve(requests) }
        requests.close()
        let left = await Self.failure { () throws(FleetError) in try await desk.close() }
        await door.close()
        if let reason = lost ?? left { throw failed(reason) }
        StandardStreams.say("ended: no server is left")
    }

    private static func failure(_ body: () async throws(FleetError) -> Void) async -> String? {
        do throws(FleetError) {
            try await body()
            return nil
        } catch {
            return error.reason
        }
    }

    private func failed(_ reason: String) -> ExitCode {
        StandardStreams.complain("depotctl: \(reason)")
        return ExitCode(LineStatus.failed.rawValue)
    }
}

/// `--set name=value`.
extension InputSetting: ExpressibleByArgument {}
