internal import FumbleModel

/// A fraction as people read it: `99.9%`, and never 100 % for what is less.
enum Percentage {
    static func text(_ fraction: Double) -> String {
        let thousandths = (fraction * 100_000).rounded(.down)
        return PlainNumber.text(thousandths / 1_000) + "%"
    }
}
