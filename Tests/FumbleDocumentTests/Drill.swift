import FumbleDocument
import FumbleModel

/// A small made-up language for the tests: a file with steps, loops and two kinds of fault.
indirect enum DrillStep: Equatable, Sendable {
    case fault(at: TimeSpan, DrillFault)
    case each(name: String, of: [String], steps: [DrillStep])
}

enum DrillFault: Equatable, Sendable {
    case removal(removed: Int, of: String, pause: TimeSpan?, zones: [String])
    case crash(share: ServerAmount)
}

struct Drill: Equatable, Sendable {
    let name: String
    let horizon: TimeSpan
    let stop: Share?
    let steps: [DrillStep]
}

enum DrillLanguage {
    static let removal = Kind<DrillFault>(
        "over-removal", summary: "Takes more servers out than was meant.",
        example: "over-removal: {removed: 44 servers, of: index}",
        .required("removed", .servers, "How many servers go."),
        .required("of", .name, "The subsystem they carry."),
        .optional("pause", .duration, "How long before it."),
        .defaulted("zones", .listOrOne(of: .name), to: [], written: "[]", "Where.")
    ) { removed, of, pause, zones in
        .removal(removed: removed, of: of, pause: pause, zones: zones)
    }

    static let crash = Kind<DrillFault>(
        "crash", summary: "Ends servers.", example: "crash: 10%",
        Shape.serverAmount.map(DrillFault.crash))

    static let faults = KindList("fault", [removal, crash])

    static let step: Shape<DrillStep> = .recursive("step") {
        .anyOf([.record(faultStep), eachShape])
    }

    static let faultStep = Record<DrillStep>(
        "step", summary: "One thing that happens.", .required("at", .duration, "When."),
        .kind(faults)
    ) { at, fault in .fault(at: at, fault.value) }

    static let eachStep = Record<(name: String, values: [String], body: Node)>(
        "loop", summary: "Steps done for each of several values.",
        .required("each", .name, "The name of the value."),
        .required("of", .list(of: .name, atLeast: 1), "The values."),
        .required("steps", .anything, "What is done.")
    ) { name, values, body in (name, values, body) }

    static let eachShape = Shape.record(eachStep).refined { loop, node, reading -> DrillStep? in
        var steps: [DrillStep] = []
        for value in loop.values {
            let value = Node.scalar(value, at: node.span)
            let pass = reading.withEach(loop.name, as: value) { reading in
                DrillLanguage.steps.read(loop.body, &reading)
            }
            guard let pass else { return nil }
            steps += pass
        }
        return .each(name: loop.name, of: loop.values, steps: steps)
    }

    static let steps: Shape<[DrillStep]> = .list(of: step, atLeast: 1)

    static let file = FileDeclaration(
        "drill/v1",
        Record<Drill>(
            "drill", summary: "A file for tests.", .required("name", .name, "What it is called."),
            .defaulted("horizon", .duration, "8h", "When it ends."),
            .optional("stop-when", .orNone(.share), "When it is stopped."),
            .required("steps", steps, "What happens.")
        ) { name, horizon, stop, steps in
            Drill(name: name, horizon: horizon, stop: stop ?? nil, steps: steps)
        })

    /// Reads a drill as a program would, and gives what was told of it.
    static func read(
        _ text: String, inputs: [Reading.InputBinding] = []
    ) -> (drill: Drill?, reading: Reading, told: String) {
        var reading = Reading(inputs: inputs)
        let document = YAMLReader.read(
            Array(text.utf8), file: "drill.yaml", diagnostics: &reading.diagnostics)
        let drill = document.flatMap { file.read($0, &reading) }
        let source = SourceText(file: "drill.yaml", text: text)
        let told = DiagnosticsFormat.text.render(reading.diagnostics, sources: [source])
        return (drill, reading, told)
    }
}
