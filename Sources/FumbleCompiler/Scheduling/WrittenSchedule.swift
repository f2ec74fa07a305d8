internal import FumbleDocument
internal import FumbleModel
package import FumbleSchedule

/// A file that says when a folder of experiments is run: `fumble: schedule/v1`.
struct WrittenSchedule: Sendable {
    let name: String
    let when: WrittenWhen
    let experiments: [Located<String>]

    static let record = Record(
        "schedule", summary: "When experiments of a folder are run, one after the other.",
        FileHeader.schedule.field(),
        Field("name", Shape<String>.name, "its name"),
        Field("when", WrittenWhen.shape, "when they are run"),
        Field<[Located<String>]>.defaulted(
            "experiments", .list(of: Shape<String>.text.located, atLeast: 1), to: [],
            written: "those of its folder that do not say when themselves",
            "their files, from here, in the order in which they run"),
        make: { _, name, when, experiments in
            WrittenSchedule(name: name, when: when, experiments: experiments)
        })
}

/// A schedule of a folder, without mistakes.
package struct CompiledSchedule: Sendable {
    package let name: String
    package let when: WrittenWhen
    package let timetable: Timetable
    /// The experiments' paths; empty: those of the folder that have no `when:`.
    package let experiments: [String]
}
