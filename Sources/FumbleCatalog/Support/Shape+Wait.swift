internal import FumbleDocument
internal import FumbleModel

extension Shape where Value == TimeSpan {
    /// A length of time that somebody waits, or looks back: from a second to a year.
    static var wait: Shape<TimeSpan> { .duration(in: TimeSpan.seconds(1)...TimeSpan.years(1)) }
}
