import Foundation
import FumbleCatalog
import FumbleCompiler
import FumbleControl
import FumbleDocument
import FumbleModel
import FumbleSlips
import Testing

/// The fleet of 2017, the project's own error model and keyboard, and lines to go wrong with.
enum Samples {
    static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static let meant = "fleetctl remove --env prod --subsystem billing --count 4"

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: root.appending(path: path)))
    }

    static func model() throws -> ErrorModel {
        let bytes = try bytes("Sources/fumble/Data/operator-error-model.json")
        var diagnostics = Diagnostics()
        let document = YAMLReader.read(bytes, file: "model", diagnostics: &diagnostics)
        return try ErrorModel(try #require(document).root.json)
    }

    static func keyboard() throws -> Keyboard {
        let path = "Sources/fumble/Data/us-qwerty.yaml"
        return Keyboard(try KeyboardFile.read(try bytes(path), path: path).get())
    }

    /// A fleet with a playbook of one command.
    ///
    /// - Parameter more: further commands, indented as the first.
    static func fleet(
        usage: String, lenient: Bool = false, more: String = ""
    ) throws -> CompiledFleet {
        let text = """
            fumble: fleet/v1
            name: small
            subsystems:
              index: {minimum: 50%}
              indey: {minimum: 50%}
              ind: {minimum: 50%}
              billing: {minimum: 50%}
            servers:
              - {group: all, count: 100, carries: [index, indey, ind, billing], restart-age: 1d}
            operations:
              get: {path: [index], rate: 1/s, service: 4ms, timeout: 1s}
            promises: {capacity: {each: subsystem, serving: at least minimum}}
            guards: {floor: {keeps: capacity, capacity-floor: {}}}
            playbook:
              remove:
                usage: \(usage)
                parsing: \(lenient ? "lenient" : "strict")
                does: {remove-servers: {of: SUBSYSTEM, count: COUNT}}
                asks: [floor]
            \(more)
            """
        let read = Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "there is no other file"))
        }.compileFleet(Array(text.utf8), path: "fleet.yaml")
        return try read.get()
    }

    static func s3() throws -> CompiledFleet {
        let path = "Experiments/s3-2017/fleets/guarded.yaml"
        return try Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "there is no other file"))
        }.compileFleet(try bytes(path), path: path).get()
    }

    static func reader(_ fleet: CompiledFleet) -> LineReader {
        LineReader(fleet: fleet.fleet, topology: fleet.topology, seed: 1, path: "method[0]")
    }

    static func intention(
        _ line: String, on fleet: CompiledFleet, window: String? = nil, earlier: [String] = [],
        windows: [String] = [], environments: [String] = [], later: [Int] = [],
        keyboard: Keyboard? = nil
    ) throws -> Intention {
        let reader = reader(fleet)
        let before = try earlier.map {
            Intention.Surroundings.Earlier(line: $0, anatomy: try reader.anatomy(of: $0))
        }
        return Intention(
            line, window: window, anatomy: try reader.anatomy(of: line),
            keyboard: try keyboard ?? Self.keyboard(),
            surroundings: Intention.Surroundings(
                environments: environments, windows: windows, earlier: before, later: later))
    }

    /// What an operator makes of a line, as text.
    static func typed(
        _ operators: [any SlipOperator], _ intention: Intention
    ) throws -> [String] {
        try Neighbourhood(of: intention, by: model(), operators: operators).neighbours.map {
            switch $0.typed {
            case .line(let text, let window):
                window == intention.window ? text : "\(text) [\(window ?? "")]"
            case .nothing: "(nothing)"
            case .twice: "(twice)"
            case .exchanged(let step): "(exchanged with \(step))"
            }
        }
    }
}
