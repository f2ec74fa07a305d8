internal import FumbleDocument
internal import FumbleJudge
internal import FumbleModel

/// What a run measured as part of a fleet's file, with how it was measured beside each number.
struct CalibratedFleet {
    private let calibration: Calibration
    private let fleet: FleetSpec
    private let header: RunHeader
    private let arms: [Arm]
    private let changes: [Change]

    private struct Change {
        let path: [String]
        let value: Node
        let note: String
    }

    init(_ calibration: Calibration, of run: Run, _ fleet: FleetSpec) {
        self.calibration = calibration
        self.fleet = fleet
        header = run.header
        arms = run.arms.map(\.arm)
        let restarts = calibration.subsystems.flatMap { calibrated in
            let spec = fleet[calibrated.subsystem]
            return calibrated.fits.map { fit in
                Change(
                    path: ["subsystems", spec.name, "restart", fit.phase.rawValue],
                    value: LengthNode.value(of: fit, varying: spec.restart.bootVaries),
                    note: Self.note(fit))
            }
        }
        let services = calibration.operations.map { fit in
            let operation = fleet.operations[fit.operation.index]
            return Change(
                path: ["operations", operation.name, "service"],
                value: LengthNode.service(of: operation, fit, in: fleet),
                note: Self.note(fit))
        }
        changes = restarts + services
    }

    /// Only what was measured.
    var fragment: String { text(changed(LengthNode.mapping([]))) }

    /// The whole file with what was measured in its place, without its comments.
    func file(of root: Node) -> String {
        text(changed(root).withoutInputs(unusedSince: root))
    }

    /// Subsystems of which nothing was measured.
    var unmeasured: [String] {
        fleet.subsystems.indices.filter { place in
            !calibration.subsystems.contains { $0.subsystem.index == place }
        }.map { fleet.subsystems[$0].name }
    }

    private var head: String {
        """
        # Measured by run \(header.id) of \(header.experiment) on \(header.fleetKind), seed \
        \(header.seed), arms \(arms.map(\.rawValue).joined(separator: ", ")).
        # Beside each number: servers that went through the phase (or requests), how long one took, what \
        the file said.

        """
    }

    private func changed(_ root: Node) -> Node {
        changes.reduce(root) { $0.putting($1.value, at: $1.path[...]) }
    }

    private func text(_ root: Node) -> String {
        let notes = changes.map { change in
            YAMLWriter.Note(
                at: change.path.reduce(NodePath()) { $0.key($1) }, change.note)
        }
        return head + YAMLWriter.text(root, notes: notes)
    }

    private static func note(_ fit: RestartFit) -> String {
        let includes = fit.includes.map(\.rawValue).joined(separator: ", ")
        let also = includes.isEmpty ? "" : ", with \(includes)"
        let was = fit.declared.map { "; was \(LengthNode.text($0))" } ?? ""
        return note(fit.measured) + also + was
    }

    private static func note(_ fit: ServiceFit) -> String {
        let whole = ", of the whole path"
        guard fit.isMedian else { return note(fit.measured) + whole }
        return "n \(fit.measured.count), median \(fit.measured.mean)" + whole
    }

    private static func note(_ sample: LengthSample) -> String {
        "n \(sample.count), mean \(sample.mean), sd \(sample.standardDeviation)"
    }
}

extension Node {
    /// The same tree with a node at the keys; mappings on the way that are missing are made.
    fileprivate func putting(_ node: Node, at keys: ArraySlice<String>) -> Node {
        guard let key = keys.first else { return node }
        var entries = entries ?? []
        let place = entries.firstIndex { $0.name == key }
        let old = place.map { entries[$0].value } ?? LengthNode.mapping([])
        let entry = Entry(
            key: place.map { entries[$0].key } ?? LengthNode.scalar(key),
            value: old.putting(node, at: keys.dropFirst()))
        if let place { entries[place] = entry } else { entries.append(entry) }
        return with(.mapping(entries))
    }

    /// Without the inputs that nothing refers to any more.
    fileprivate func withoutInputs(unusedSince before: Node) -> Node {
        guard let inputs = self["inputs"], let entries = inputs.entries else { return self }
        let (old, new) = (before.references, references)
        let left = entries.filter { entry in
            let reference = "input." + entry.name
            return new.contains(reference) || !old.contains(reference)
        }
        guard !left.isEmpty else { return without("inputs") }
        return replacing(NodePath().key("inputs"), with: inputs.with(.mapping(left)))
    }

    private var references: Set<String> {
        switch content {
        case .scalar(let scalar): scalar.text.hasPrefix("input.") ? [scalar.text] : []
        case .sequence(let elements): elements.reduce(into: []) { $0.formUnion($1.references) }
        case .mapping(let entries): entries.reduce(into: []) { $0.formUnion($1.value.references) }
        }
    }
}
