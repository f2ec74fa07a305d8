internal import FumbleDocument
internal import FumbleModel

/// The program that is each server of a group, as a fleet file writes it.
struct WrittenProgram: Sendable {
    let run: [Located<PlacedText>]
    let environment: [ProgramSpec.Variable]
    let files: [ProgramSpec.CopiedFile]
    let ports: [Located<String>]
    let ready: Located<ProgramSpec.Readiness>
    let serves: Located<ProgramSpec.Question>?
    let stop: ProgramSpec.Stop
    let state: WrittenProgramState?
    let quota: ProgramSpec.Quota?
    let milestones: [MapEntry<[MapEntry<String>]>]

    static let usualPort = "client"
    static let usualStop = ProgramSpec.Stop(signal: .terminate, within: .seconds(5))
    /// The longest that a server may take to be ready or to end.
    static let longestWait = TimeSpan.hours(1)

    static let record = Record(
        "program", summary: "The program that is each server of a group; no shell is between.",
        Field(
            "run",
            Shape<[Located<PlacedText>]>.list(of: Shape<PlacedText>.placed.located, atLeast: 1),
            "the program and its arguments, each as it is handed on"),
        Field<[ProgramSpec.Variable]>.defaulted(
            "environment", Shape.list(of: variable).orElse([]), to: [], written: "[]",
            "variables, such as `LANG=C` or `TOKEN=secret.NAME`, beside those of fumble's own "
                + "environment"),
        Field<[ProgramSpec.CopiedFile]>.defaulted(
            "files", Shape.list(of: .record(file)).orElse([]), to: [], written: "[]",
            "files copied anew into each server's folder at each run, with their places filled"),
        Field<[Located<String>]>.defaulted(
            "ports", Shape.list(of: Shape<String>.name.located).orElse([]), to: [],
            written: "[]", "names of free ports on loopback, other ones for every server"),
        Field(
            "ready",
            Shape<Chosen<ProgramSpec.Readiness>>.kind(ReadinessKinds.all).located
                .map { Located(value: $0.value.value, span: $0.span) },
            "how it is seen that a server that was started is ready"),
        Field<Located<ProgramSpec.Question>?>.optional(
            "serves", Shape.record(ReadinessKinds.question).located,
            "what a server answers with success while it serves; it serves while it is ready "
                + "if left out"),
        Field<ProgramSpec.Stop>.defaulted(
            "stop", Shape.record(stop).orElse(usualStop), to: usualStop,
            written: "{signal: TERM, within: 5s}",
            "how a server is asked to end, and after how long it is killed"),
        Field<WrittenProgramState?>.optional(
            "state", Shape.record(WrittenProgramState.record),
            "what a server keeps on disk; `corrupt-state` and `stale-restart` need it"),
        Field<ProgramSpec.Quota?>.optional(
            "quota", Shape.record(WrittenProgramQuota.record),
            "where a server reads how much it may keep; `disk-full` goes by it where fumble is not "
                + "run by root"),
        Field<[MapEntry<[MapEntry<String>]>]>.defaulted(
            "milestones", Shape.readable(mapOf: Shape.readable(mapOf: .text)).orElse([]), to: [],
            written: "{}",
            "lines of its output, by subsystem, that say how far that is: each name with a part of "
                + "the line; `boot`, `load`, `verify`, `replay`, `warm` begin the phases of a start, "
                + "and `ready` ends it"),
        make: WrittenProgram.init)

    static let variable = Shape<String>.text.refined { text, node, reading in
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains(" ") else {
            reading.report(
                .wrongType, at: node.span, "`\(text)` is no variable with its value",
                help: "write `NAME=value`")
            return ProgramSpec.Variable?.none
        }
        if let secret = SecretName(reference: String(parts[1])) {
            return ProgramSpec.Variable(
                name: String(parts[0]), value: PlacedText(parts: [.place(.secret(secret))]))
        }
        do throws(PlacedText.Mistake) {
            let value = try PlacedText.read(String(parts[1]))
            guard let misspelt = misspelt(in: value) else {
                return ProgramSpec.Variable(name: String(parts[0]), value: value)
            }
            reading.report(
                .invalidName, at: node.span, "`\(misspelt)` is no secret's name",
                help: "it has small letters, digits, `-` and `_`: `secret.api-token`")
            return nil
        } catch {
            reading.report(
                .unknownPlaceholder, at: node.span, "`\(parts[0])` has no place `{\(error.word)}`",
                help: "places are \(PlacedText.placesInWords)")
            return nil
        }
    }

    /// What looks like a secret in a text and was not read as one.
    private static func misspelt(in value: PlacedText) -> String? {
        value.parts.lazy.compactMap { part in
            if case .text(let text) = part { SecretName.first(in: text) } else { nil }
        }.first
    }

    private static let file = Record(
        "file", summary: "A file that is copied into each server's folder.",
        Field("from", Shape<String>.text, "the file, counted from the folder of the fleet file"),
        Field("to", within, "where to, counted from the server's own folder"),
        make: ProgramSpec.CopiedFile.init)

    static let within = Shape<String>.text.checked { text in
        let leaves = text.split(separator: "/").contains("..") || text.hasPrefix("/")
        return leaves
            ? ScalarMistake(
                .outOfRange, "leads out of the server's folder: `\(text)`",
                help: "write a path below it, such as `conf/server.conf`")
            : nil
    }

    private static let stop = Record(
        "stop", summary: "How a server is asked to end.",
        Field<ProgramSpec.StopSignal>.defaulted(
            "signal", .word, to: usualStop.signal, written: "TERM", "the signal that asks it"),
        Field<TimeSpan>.defaulted(
            "within", .duration(in: .zero...longestWait), to: usualStop.within, written: "5s",
            "after how long it is killed if it has not ended"),
        make: ProgramSpec.Stop.init)
}
