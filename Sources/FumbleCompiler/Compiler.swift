package import FumbleCatalog
package import FumbleDocument
package import FumbleModel
package import FumbleSchedule

/// Reads files, and makes plans of experiments: all mistakes at once, or something that can be run.
package struct Compiler: Sendable {
    private let catalog: Catalog
    let load: @Sendable (_ path: String) -> Result<[UInt8], LoadFailure>

    /// Where time zones are.
    let zoneFolder: String

    /// - Parameters:
    ///   - zoneFolder: where the system keeps its time zones.
    ///   - load: gives the bytes of a file that another one names.
    package init(
        catalog: Catalog, zoneFolder: String = "/usr/share/zoneinfo",
        load: @escaping @Sendable (_ path: String) -> Result<[UInt8], LoadFailure>
    ) {
        self.catalog = catalog
        self.zoneFolder = zoneFolder
        self.load = load
    }

    /// Why a file could not be loaded, in words that follow a comma: `it does not exist`.
    package struct LoadFailure: Error, Sendable, Hashable {
        package let reason: String

        package init(reason: String) {
            self.reason = reason
        }
    }

    /// Makes the plan of an experiment, and reads the fleet that it names.
    ///
    /// - Parameters:
    ///   - path: the experiment's file, for messages; the fleet's is looked for beside it.
    ///   - settings: values for inputs of the experiment and of its fleet.
    package func compile(
        _ bytes: [UInt8], path: String, settings: [InputSetting] = [],
        on kind: FleetKind = .simulated
    ) -> Result<CompiledExperiment, FileMistakes> {
        var session = CompilerSession(catalog: catalog, settings: settings, kind: kind)
        let compiled = session.experiment(bytes, path: path, load: load)
        return session.result(compiled)
    }

    /// Reads a fleet by itself.
    package func compileFleet(
        _ bytes: [UInt8], path: String, settings: [InputSetting] = [],
        on kind: FleetKind = .simulated
    ) -> Result<CompiledFleet, FileMistakes> {
        var session = CompilerSession(catalog: catalog, settings: settings, kind: kind)
        let compiled = session.fleetFile(bytes, path: path)
        return session.result(compiled)
    }

    /// Finds the mistakes of a file of any kind, which its first line tells.
    package func check(
        _ bytes: [UInt8], path: String, settings: [InputSetting] = [],
        on kind: FleetKind = .simulated
    ) -> Result<CheckedFile, FileMistakes> {
        var ignored = Diagnostics()
        let document = YAMLReader.read(bytes, file: path, diagnostics: &ignored)
        let header = document.flatMap { FileHeader.read($0.root, diagnostics: &ignored) }
        if header == .fleet {
            return compileFleet(bytes, path: path, settings: settings, on: kind).map { .fleet($0) }
        }
        if header == .schedule {
            return compileSchedule(bytes, path: path).map { .schedule($0) }
        }
        var session = CompilerSession(catalog: catalog, settings: settings, kind: kind)
        let compiled = session.experiment(bytes, path: path, load: load)
        if let when = session.when,
            case .failure(let found) = timetable(of: when, beside: path, sources: [])
        {
            session.append(found)
        }
        return session.result(compiled).map { .experiment($0) }
    }
}

/// A file without mistakes.
package enum CheckedFile: Sendable {
    case experiment(CompiledExperiment)
    case fleet(CompiledFleet)
    case schedule(CompiledSchedule)
}

/// A file and its bytes, as they were when it was compiled.
package struct SourceFile: Sendable, Hashable {
    package let path: String
    package let bytes: [UInt8]

    package init(path: String, bytes: [UInt8]) {
        self.path = path
        self.bytes = bytes
    }
}

/// An experiment without mistakes.
package struct CompiledExperiment: Sendable {
    package let plan: Plan
    package let topology: Topology
    package let experiment: SourceFile
    /// nil: the fleet stands in the experiment's own file.
    package let fleet: SourceFile?
    package let notes: [CompilerNote]
    /// When a scheduler is to run it; nil: nobody said.
    package let when: WrittenWhen?

    /// The same with other arms.
    package func with(arms: [Arm]) -> CompiledExperiment {
        CompiledExperiment(
            plan: plan.with(arms: arms), topology: topology, experiment: experiment, fleet: fleet,
            notes: notes, when: when)
    }
}

/// A fleet without mistakes.
package struct CompiledFleet: Sendable {
    package let fleet: FleetSpec
    package let topology: Topology
    package let source: SourceFile
    package let notes: [CompilerNote]
}

/// Something that the author should know, and that is no mistake.
package struct CompilerNote: Sendable, Hashable {
    package let position: SourcePosition
    package let message: String
}

/// Every mistake of the files, with their texts for the messages that quote them.
package struct FileMistakes: Error, Sendable {
    package let diagnostics: Diagnostics
    package let sources: [SourceText]

    package init(diagnostics: Diagnostics, sources: [SourceText]) {
        self.diagnostics = diagnostics
        self.sources = sources
    }

    /// The one mistake of a file that cannot be read.
    ///
    /// - Parameter reason: why, if it is there; nil: it does not exist.
    package init(unreadable path: String, because reason: String?) {
        let place = SourcePosition(file: path, line: 1, column: 1)
        var diagnostics = Diagnostics()
        diagnostics.report(
            reason == nil ? .fileMissing : .fileUnreadable,
            at: SourceSpan(start: place, end: place),
            "the file cannot be read: \(reason ?? Self.missing)")
        self.init(diagnostics: diagnostics, sources: [])
    }

    /// The one mistake of a file as a whole, told at its beginning.
    package init(
        _ code: DiagnosticCode, in path: String, _ message: String, help: String? = nil
    ) {
        let place = SourcePosition(file: path, line: 1, column: 1)
        var diagnostics = Diagnostics()
        diagnostics.report(code, at: SourceSpan(start: place, end: place), message, help: help)
        self.init(diagnostics: diagnostics, sources: [])
    }

    /// Why a file that is not there cannot be read.
    package static let missing = "it does not exist"
}
