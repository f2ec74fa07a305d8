internal import FumbleDocument
internal import FumbleModel

/// What a server keeps on disk, as a fleet file writes it.
struct WrittenProgramState: Sendable {
    let files: [String]
    let ages: WrittenAgeing?

    static let record = Record(
        "program-state", summary: "What a server keeps on disk, which outlives it.",
        Field<[String]>.required(
            "files", .list(of: WrittenProgram.within, atLeast: 1),
            "its files, counted from the server's own folder; `*` stands for any part of a name"),
        Field<WrittenAgeing?>.optional(
            "ages", Shape.record(WrittenAgeing.record), "what makes them older, for `stale-restart`"
        ),
        make: WrittenProgramState.init)

    var spec: ProgramSpec.State {
        ProgramSpec.State(
            files: files,
            ages: ages.map {
                ProgramSpec.Ageing(run: $0.run.map(\.value), amount: $0.adds, per: $0.per)
            })
    }
}

/// A program that makes the state of a server that is down as it would be much later.
struct WrittenAgeing: Sendable {
    let run: [Located<PlacedText>]
    let adds: Int
    let per: TimeSpan

    static let most = 1_000_000_000

    static let record = Record(
        "ages",
        summary: "A program that makes what a server keeps older, while the server is down.",
        Field(
            "run",
            Shape<[Located<PlacedText>]>.list(of: Shape<PlacedText>.placed.located, atLeast: 1),
            "the program and its arguments; `{amount}` is how much it is to add"),
        Field<Int>.required("adds", .integer(in: 1...most), "how much is added for so much time"),
        Field<TimeSpan>.required(
            "per", .duration(in: .seconds(1)...TimeSpan.years(100)), "for how much time"),
        make: WrittenAgeing.init)
}
