package import FumbleDocument
package import FumbleModel

/// A bound on a reading: a share for what is a share, a number for what is counted.
enum Bound {
    static let shape: Shape<Located<Double>> = Shape<Double>.anyOf([
        Shape.share.map(\.fraction),
        .number(in: 0...1e15, example: 100),
        Shape.itemCount(of: "requests").map { Double($0) },
    ]).located
}

/// A probe that reads shares of a whole: never above 100%.
package protocol ShareProbe: Probe {}

/// A tolerance with bounds that somebody wrote.
package protocol BoundedTolerance: Tolerance {
    var bounds: [Located<Double>] { get }
}
