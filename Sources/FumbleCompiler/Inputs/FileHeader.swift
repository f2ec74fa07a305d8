internal import FumbleDocument
internal import FumbleModel

/// The first line of every file: `fumble: fleet/v1`.
enum FileHeader: String, CaseIterable {
    case experiment = "experiment/v1"
    case fleet = "fleet/v1"
    case gameDay = "game-day/v1"
    case schedule = "schedule/v1"

    /// The place of the header in a file's record; `read` has looked at it before.
    ///
    /// - Parameter isInline: whether it stands within another file, and may be left out.
    func field(isInline: Bool = false) -> Field<String> {
        let description = ShapeDescription.words([ShapeDescription.Word(rawValue)])
        let shape = Shape(description) { _, _ in rawValue }
        guard isInline else { return Field("fumble", shape, "what the file is") }
        return .defaulted("fumble", shape, to: rawValue, written: rawValue, "what this is")
    }

    /// What a file says that it is; nil after reporting that it does not say.
    static func read(_ root: Node, diagnostics: inout Diagnostics) -> FileHeader? {
        guard let written = root["fumble"] else {
            let start = SourceSpan(start: root.span.start, end: root.span.start)
            diagnostics.report(
                .wrongFileKind, at: start, "the file does not say what it is",
                help: "begin it with `fumble: experiment/v1` or `fumble: fleet/v1`")
            return nil
        }
        let text = written.scalar?.text ?? ""
        if let header = FileHeader(rawValue: text) { return header }
        let known = allCases.map(\.rawValue)
        diagnostics.report(
            .wrongFileKind, at: written.scalar == nil ? root.span : written.span,
            "fumble reads no file of the kind `\(text)`",
            help: NearestWord.hint(for: text, among: known, noun: "kind of file"))
        return nil
    }

    /// Reads the header, and reports one that is not this.
    func expect(in root: Node, diagnostics: inout Diagnostics) -> Bool {
        guard let found = FileHeader.read(root, diagnostics: &diagnostics) else { return false }
        if found == self { return true }
        diagnostics.report(
            .wrongFileKind, at: root["fumble"]?.span ?? root.span,
            found == .gameDay
                ? "this version of fumble does not read game days yet"
                : "this is \(found.phrase), and \(phrase) is needed here",
            help: found == .gameDay ? "run the experiments that it names, one by one" : mend)
        return false
    }

    private var phrase: String {
        switch self {
        case .experiment: "an experiment"
        case .fleet: "a fleet"
        case .gameDay: "a game day"
        case .schedule: "a schedule"
        }
    }

    private var mend: String {
        switch self {
        case .experiment: "name an experiment, whose `fleet:` names the fleet"
        case .fleet: "name a file that begins with `fumble: fleet/v1`"
        case .gameDay: "name a file that begins with `fumble: game-day/v1`"
        case .schedule: "name a file that begins with `fumble: schedule/v1`"
        }
    }
}
