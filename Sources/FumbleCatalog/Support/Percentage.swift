internal import FumbleModel

/// A fraction as people read it: `99.9%`, and never 100 % for what is less.
///
/// What was written by hand, to a thousandth of a percent, is written back; what was measured is cut
/// off after one decimal, and after three from 99 % on, where they tell an outage from a blip.
enum Percentage {
    static func text(_ fraction: Double) -> String {
        let thousandths = fraction * 100_000
        let isWritten = abs(thousandths - thousandths.rounded()) < 1e-6
        if isWritten { return PlainNumber.text(thousandths.rounded() / 1_000) + "%" }
        if fraction >= 0.99 { return PlainNumber.text(thousandths.rounded(.down) / 1_000) + "%" }
        return PlainNumber.text((fraction * 1_000).rounded(.down) / 10) + "%"
    }
}
