internal import FumbleDocument
internal import FumbleModel

/// The ways to see that a server is ready.
enum ReadinessKinds {
    static let all = KindList<ProgramSpec.Readiness>("readiness", [accepts, answers, line])

    static let usualWait = TimeSpan.seconds(10)

    private static let accepts = Kind<ProgramSpec.Readiness>(
        "accepts", summary: "A port of it accepts a connection.",
        example: "accepts: {port: client, within: 10s}",
        Field<String>("port", .name, "one of its ports"), waiting,
        make: { ProgramSpec.Readiness(sign: .accepts(port: $0), within: $1) })

    private static let answers = Kind<ProgramSpec.Readiness>(
        "answers", summary: "A path on a port of it answers GET with success.",
        example: "answers: {port: client, path: /health, within: 10s}",
        Field<String>("port", .name, "one of its ports"),
        Field<PlacedText>("path", path, "the path that is asked"), waiting,
        make: { port, path, within in
            ProgramSpec.Readiness(
                sign: .answers(ProgramSpec.Question(port: port, path: path)), within: within)
        })

    private static let line = Kind<ProgramSpec.Readiness>(
        "line", summary: "Its output has a line that holds a text.",
        example: "line: {holds: Ready to accept connections, within: 10s}",
        Field<String>("holds", .text, "a part of the line"), waiting,
        make: { ProgramSpec.Readiness(sign: .line(holds: $0), within: $1) })

    private static let waiting = Field<TimeSpan>.defaulted(
        "within", .duration(in: .milliseconds(1)...WrittenProgram.longestWait), to: usualWait,
        written: "10s", "how long that may take")

    static let question = Record(
        "serves", summary: "A GET on a port of the server's own.",
        Field<String>("port", .name, "one of its ports"),
        Field<PlacedText>("path", path, "the path that is asked"),
        make: ProgramSpec.Question.init)

    /// A path with places.
    static let path = Shape<PlacedText>.placed.checked { path in
        guard case .text(let first)? = path.parts.first, first.hasPrefix("/") else {
            return ScalarMistake(
                .wrongType, "must be a path that begins with `/`", help: "write `/health`")
        }
        return nil
    }
}
