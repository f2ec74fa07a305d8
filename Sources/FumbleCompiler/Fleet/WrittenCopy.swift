internal import FumbleDocument
internal import FumbleModel

/// A copy of what a subsystem keeps, as a fleet file writes it.
enum WrittenCopy {
    static let record = Record(
        "copy", summary: "A copy outside the subsystem's servers, for the day they have lost it.",
        Field<TimeSpan>("age", .age, "how long before the start of the run it was taken"),
        Field<ByteRate>("restores-at", rate, "how fast it comes back, over the whole subsystem"),
        Field<TimeSpan>.defaulted(
            "after", Shape<TimeSpan>.runLength.orElse(.zero), to: .zero, written: "0s",
            "how long it takes to find, fetch and prepare it before that"),
        make: { CopySpec(age: $0, restoresAt: $1, after: $2) })

    /// A copy that comes back at no rate is none.
    private static let rate = Shape<ByteRate>.byteRate.within(
        ByteRate(bytesPerSecond: 1)...ByteRate(bytesPerSecond: 1e15))
}
