internal import FumbleDocument
internal import FumbleModel

/// A bound on a reading: a share for what is a share, a number for what is counted.
enum Bound {
    static let shape: Shape<Double> = .anyOf([
        Shape.share.map(\.fraction),
        .number(in: -1e15...1e15),
        Shape.itemCount(of: "requests").map { Double($0) },
    ])
}
