internal import FumbleDocument
internal import FumbleModel

extension Shape where Value == TimeSpan {
    /// A length of time within a run: from none to a year, so that sums of them stay in bounds.
    static var runLength: Shape<TimeSpan> { .duration(in: TimeSpan.zero...longestRun) }

    static var longestRun: TimeSpan { .years(1) }
}
