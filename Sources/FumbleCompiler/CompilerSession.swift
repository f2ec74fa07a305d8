internal import FumbleCatalog
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSchedule

/// One compilation: gathers the texts and the mistakes of all files it comes to.
struct CompilerSession {
    private let catalog: Catalog
    private let settings: InputSettings
    private let kind: FleetKind
    private var diagnostics = Diagnostics()
    private var sources: [SourceText]
    private var usedInputs: [String] = []
    /// When the experiment is to be run, however wrong the rest of it is.
    private(set) var when: WrittenWhen?

    init(catalog: Catalog, settings: [InputSetting], kind: FleetKind) {
        self.catalog = catalog
        self.settings = InputSettings(settings)
        self.kind = kind
        sources = self.settings.sources
    }

    /// What was compiled, if there is no mistake in any file.
    func result<Compiled>(_ compiled: Compiled?) -> Result<Compiled, FileMistakes> {
        guard let compiled, diagnostics.isEmpty else {
            return .failure(FileMistakes(diagnostics: diagnostics, sources: sources))
        }
        return .success(compiled)
    }

    /// Adds what was found in files that this one names.
    mutating func append(_ found: FileMistakes) {
        diagnostics.append(found.diagnostics)
        sources += found.sources
    }

    mutating func experiment(
        _ bytes: [UInt8], path: String,
        load: (String) -> Result<[UInt8], Compiler.LoadFailure>
    ) -> CompiledExperiment? {
        guard let root = read(bytes, path: path),
            FileHeader.experiment.expect(in: root, diagnostics: &diagnostics)
        else { return nil }
        let inputs = InputTable(
            of: root, settings: settings, on: kind, diagnostics: &diagnostics)
        MethodOrMeasure.check(root, &diagnostics)
        let (written, isWhole) = readRecord(WrittenExperiment.record(catalog), root, inputs)
        let (fleet, file) = fleet(of: root, inputs: inputs, beside: path, load: load)
        let declared = (inputs.entries + (fleet?.inputs.entries ?? [])).map(\.name)
        if root["fleet"] == nil || fleet != nil {
            settings.check(declared: declared, diagnostics: &diagnostics)
        }
        if isWhole { checkUsed(inputs) }
        when = written?.when
        guard let written, let fleet else { return nil }
        let aged = LaterFleet.of(fleet.draft, as: written.asOf, on: kind, &diagnostics)
        let draft = PlanBuilder.build(
            written, on: aged, kind: kind, inputs: inputs.planned + fleet.inputs.planned,
            isWhole: isWhole, diagnostics: &diagnostics)
        Check.run(on: draft, diagnostics: &diagnostics)
        guard diagnostics.isEmpty else { return nil }
        return CompiledExperiment(
            plan: draft.plan, topology: aged.topology,
            experiment: SourceFile(path: path, bytes: bytes), fleet: file,
            notes: Notes.of(draft), when: written.when)
    }

    mutating func fleetFile(_ bytes: [UInt8], path: String) -> CompiledFleet? {
        guard let root = read(bytes, path: path) else { return nil }
        let fleet = fleet(root, inherited: nil)
        settings.check(
            declared: fleet?.inputs.entries.map(\.name) ?? [], diagnostics: &diagnostics)
        if let draft = fleet?.draft, kind == .processes {
            ProgramsOfGroups.check(draft, &diagnostics)
        }
        guard let draft = fleet?.draft, diagnostics.isEmpty else { return nil }
        return CompiledFleet(
            fleet: draft.spec, topology: draft.topology,
            source: SourceFile(path: path, bytes: bytes), notes: Notes.of(draft))
    }

    private typealias ReadFleet = (draft: FleetDraft, inputs: InputTable)

    /// The fleet of an experiment: in its own file, or in the one it names.
    private mutating func fleet(
        of root: Node, inputs: InputTable, beside path: String,
        load: (String) -> Result<[UInt8], Compiler.LoadFailure>
    ) -> (ReadFleet?, SourceFile?) {
        guard let written = root["fleet"] else { return (nil, nil) }
        var reading = Reading(inputs: inputs.bindings)
        guard let node = reading.resolved(written) else { return (nil, nil) }
        if node.entries != nil { return (fleet(node, inherited: inputs), nil) }
        guard let name = node.scalar?.text, !node.isBlank else { return (nil, nil) }
        let place = FilePath.beside(path, name)
        switch load(place) {
        case .failure(let failure):
            diagnostics.report(
                .fileMissing, at: node.span,
                "the fleet file `\(place)` cannot be read: \(failure.reason)",
                help: "the path counts from the folder of the experiment")
            return (nil, nil)
        case .success(let bytes):
            guard let root = read(bytes, path: place) else { return (nil, nil) }
            return (fleet(root, inherited: nil), SourceFile(path: place, bytes: bytes))
        }
    }

    /// - Parameter inherited: the inputs of the experiment in whose file the fleet stands.
    private mutating func fleet(_ root: Node, inherited: InputTable?) -> ReadFleet? {
        var root = root
        if inherited != nil, root["fumble"] == nil {
            root = Self.headed(root)
        }
        guard FileHeader.fleet.expect(in: root, diagnostics: &diagnostics) else { return nil }
        let own = InputTable(of: root, settings: settings, on: kind, diagnostics: &diagnostics)
        let (written, isWhole) = readRecord(
            WrittenFleet.record(catalog), root, own, inherited: inherited)
        if isWhole { checkUsed(own) }
        guard let written else { return nil }
        let draft = FleetBuilder.build(written, root: root, diagnostics: &diagnostics)
        Check.run(on: draft, diagnostics: &diagnostics)
        return (draft, own)
    }

    /// A fleet within an experiment needs no first line of its own.
    private static func headed(_ root: Node) -> Node {
        let header = Node.Entry(
            key: .scalar("fumble", at: root.span),
            value: .scalar(FileHeader.fleet.rawValue, at: root.span))
        return Node(span: root.span, content: .mapping([header] + (root.entries ?? [])))
    }

    private mutating func read(_ bytes: [UInt8], path: String) -> Node? {
        sources.append(SourceText(file: path, bytes: bytes))
        let root = YAMLReader.read(bytes, file: path, diagnostics: &diagnostics)?.root
        if let root { SecretPlaces.check(root, &diagnostics) }
        return root
    }

    /// - Returns: the record, and whether all of it was read without a mistake.
    private mutating func readRecord<Value>(
        _ record: Record<Value>, _ root: Node, _ inputs: InputTable, inherited: InputTable? = nil
    ) -> (Value?, Bool) {
        let before = diagnostics.count
        var reading = Reading(
            inputs: inputs.bindings + (inherited?.bindings ?? []), diagnostics: diagnostics)
        let value = record.read(root, &reading)
        diagnostics = reading.diagnostics
        let isWhole = diagnostics.count == before
        usedInputs += reading.usedInputs
        return (value, isWhole)
    }

    private mutating func checkUsed(_ inputs: InputTable) {
        for input in inputs.entries where !usedInputs.contains(input.name) {
            diagnostics.report(
                .unusedName, at: input.nameSpan, "nothing uses input `\(input.name)`",
                help: "write `input.\(input.name)` where its value belongs, or leave it out")
        }
    }
}
