internal import FumbleCompiler
internal import FumbleDocument
internal import FumbleModel
internal import FumbleSchedule

/// Something that is run at dates: an experiment with a `when:`, or a schedule of several.
struct ScheduledItem {
    let name: String
    /// The file that says when.
    let source: String
    let when: WrittenWhen
    let timetable: Timetable
    /// In the order in which they run.
    let experiments: [CompiledExperiment]

    /// The files that stand for the fleets that it acts on, each once, sorted.
    var fleets: [String] { FleetLocks.fleets(of: experiments) }

    /// The folder that the relative paths of its file count from.
    var folder: String { Self.folder(of: source) }

    static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }
}

/// Finds what is run at dates below what somebody names.
struct ScheduledItems {
    let workshop: Workshop
    private var mistakes = Diagnostics()
    private var sources: [SourceText] = []
    private var items: [ScheduledItem] = []

    private static let endings = [".yaml", ".yml"]

    /// All of them, or every mistake in their files.
    ///
    /// - Parameter places: experiments, schedules, and folders of them.
    static func find(
        in places: [String], _ workshop: Workshop
    ) -> Result<[ScheduledItem], FileMistakes> {
        var finder = ScheduledItems(workshop: workshop)
        for place in places {
            if Files.isFolder(place) {
                finder.takeFolder(place)
            } else {
                finder.takeFile(place, isNamed: true)
            }
        }
        guard finder.mistakes.isEmpty else {
            return .failure(FileMistakes(diagnostics: finder.mistakes, sources: finder.sources))
        }
        return .success(finder.items)
    }

    private init(workshop: Workshop) {
        self.workshop = workshop
    }

    private mutating func takeFolder(_ folder: String) {
        let before = (items.count, mistakes.count)
        let paths = Self.yaml(in: folder).map { Self.path(folder, $0) }
        for path in paths where Self.is("schedule", path) { takeFile(path, isNamed: true) }
        for path in paths where Self.is("experiment", path) { takeFile(path, isNamed: false) }
        if before == (items.count, mistakes.count) {
            report(
                folder, "nothing in the folder says when it is run",
                "give an experiment `when:`, or the folder a file with `fumble: schedule/v1`")
        }
    }

    /// - Parameter isNamed: whether somebody asked for this file, so that it must say when.
    private mutating func takeFile(_ path: String, isNamed: Bool) {
        switch workshop.check(path) {
        case .failure(let found): take(found)
        case .success(.schedule(let schedule)): take(schedule, path)
        case .success(.fleet):
            report(path, "a fleet is not run at dates", "name an experiment or a schedule")
        case .success(.experiment(let experiment)):
            guard let when = experiment.when else {
                if isNamed {
                    report(
                        path, "the experiment does not say when it is run",
                        "add a field such as `when: first Tuesday of the quarter at 10:00`")
                }
                return
            }
            let source = [(path: path, bytes: experiment.experiment.bytes)]
            switch workshop.compiler.timetable(of: when, beside: path, sources: source) {
            case .failure(let found): take(found)
            case .success(let timetable):
                items.append(
                    ScheduledItem(
                        name: experiment.plan.experiment, source: path, when: when,
                        timetable: timetable, experiments: [experiment]))
            }
        }
    }

    private mutating func take(_ schedule: CompiledSchedule, _ path: String) {
        var experiments: [CompiledExperiment] = []
        let before = mistakes.count
        let folder = ScheduledItem.folder(of: path)
        let isOfFolder = schedule.experiments.isEmpty
        let files =
            isOfFolder
            ? Self.yaml(in: folder).map { Self.path(folder, $0) }.filter {
                Self.is("experiment", $0)
            }
            : schedule.experiments
        for file in files {
            switch workshop.compile(file) {
            case .failure(let found): take(found)
            case .success(let compiled):
                if !isOfFolder || compiled.when == nil { experiments.append(compiled) }
            }
        }
        guard mistakes.count == before else { return }
        guard !experiments.isEmpty else {
            return report(
                path, "the schedule has no experiment to run", "name some under `experiments:`")
        }
        items.append(
            ScheduledItem(
                name: schedule.name, source: path, when: schedule.when,
                timetable: schedule.timetable, experiments: experiments))
    }

    private mutating func take(_ found: FileMistakes) {
        mistakes.append(found.diagnostics)
        sources += found.sources
    }

    private mutating func report(_ path: String, _ message: String, _ help: String) {
        take(FileMistakes(.missingField, in: path, message, help: help))
    }

    private static func yaml(in folder: String) -> [String] {
        let names = try? Files.names(in: folder)
        return (names ?? []).filter { name in endings.contains { name.hasSuffix($0) } }.sorted()
    }

    private static func path(_ folder: String, _ name: String) -> String {
        folder == "." ? name : folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    }

    /// By its first line that says what it is: other files of a folder are none of our business.
    /// Whether a file says that it is of this kind.
    private static func `is`(_ kind: String, _ path: String) -> Bool {
        guard let bytes = try? Files.read(path) else { return false }
        return String(decoding: bytes, as: UTF8.self).split(whereSeparator: \.isNewline)
            .contains { $0.hasPrefix("fumble: \(kind)/") }
    }
}
