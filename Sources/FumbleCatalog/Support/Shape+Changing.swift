internal import FumbleDocument

extension Shape where Value == Double {
    /// The same factor, but not that by which nothing becomes another.
    var changing: Shape<Double> {
        checked { factor in
            factor == 1
                ? ScalarMistake(
                    .outOfRange, "cannot be `1x`, which changes nothing",
                    help: "write how many times as much it is to be, such as `3x`") : nil
        }
    }

    /// The same factor, but not that by which nobody asks.
    var asking: Shape<Double> {
        checked { factor in
            factor == 0
                ? ScalarMistake(
                    .outOfRange, "cannot be `0x`, with which nobody asks",
                    help: "write how many times as much they ask, such as `3x`") : nil
        }
    }
}
