import Foundation
import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// The files that stand beside these tests, and a compiler that reads them.
enum Files {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }

    /// A compiler that finds fleets below a folder of the tests.
    static func compiler(below base: String) -> Compiler {
        Compiler(catalog: .standard()) { path in
            do {
                return .success(try bytes(base + "/" + path))
            } catch {
                return .failure(Compiler.LoadFailure(reason: "there is no such file"))
            }
        }
    }

    /// The example of the design, as it stands there.
    static func example(
        settings: [InputSetting] = [], on kind: FleetKind = .simulated
    ) throws -> CompiledExperiment {
        try compiler(below: "Format").compile(
            bytes("Format/experiment.yaml"), path: "experiment.yaml", settings: settings, on: kind
        ).get()
    }
}

/// Compiles texts, with a small fleet at hand.
enum Texts {
    static let fleet = """
        fumble: fleet/v1
        name: small
        zones: [a, b]
        subsystems:
          index: {minimum: 70%}
          billing: {minimum: 50%}
        servers:
          - {group: shared, count: 6, carries: [billing, index], restart-age: 4y}
          - {group: index, count: 4, carries: [index], restart-age: 4y}
        operations:
          get: {path: [index], rate: 900/s, service: 4ms, timeout: 1s}
        alarms:
          gets-failing: {probe: goodput, of: get, below: 95%, for: 1m, seen-by: on-call}
        promises:
          capacity: {each: subsystem, serving: at least minimum}
        playbook:
          remove:
            usage: ctl remove --subsystem SUBSYSTEM --count COUNT
            does: {remove-servers: {of: SUBSYSTEM, count: COUNT}}
            asks: [floor]
        guards:
          floor: {keeps: capacity, capacity-floor: {over: every subsystem carried}}
        """

    /// The same fleet, with programs for real processes.
    static let startedFleet =
        fleet + """

            processes:
              programs:
                shared: {run: [./server], ports: [client], ready: {accepts: {port: client}}}
                index: {run: [./server], ports: [client], ready: {accepts: {port: client}}}
              asks:
                get: {of: index, port: client, path: /}
            """

    static func compile(
        _ experiment: String, fleet: String = fleet, settings: [InputSetting] = [],
        on kind: FleetKind = .simulated
    ) -> Result<CompiledExperiment, FileMistakes> {
        let compiler = Compiler(catalog: .standard()) { path in
            path == "fleet.yaml"
                ? .success(Array(fleet.utf8))
                : .failure(Compiler.LoadFailure(reason: "there is no such file"))
        }
        return compiler.compile(
            Array(experiment.utf8), path: "experiment.yaml", settings: settings, on: kind)
    }

    /// An experiment on the small fleet, with this method and more.
    static func experiment(method: String, more: String = "", before: String = "") -> String {
        """
        fumble: experiment/v1
        name: small
        fleet: fleet.yaml
        \(before)
        method:
        \(method)
        horizon: 1h
        \(more)
        """
    }

    /// Each mistake as `line:column CODE message`.
    static func mistakes(_ result: Result<CompiledExperiment, FileMistakes>) -> [String] {
        guard case .failure(let mistakes) = result else { return [] }
        return mistakes.diagnostics.sorted.map { mistake in
            let start = mistake.span.start
            return "\(start) \(mistake.code.rawValue) \(mistake.message)"
        }
    }
}
