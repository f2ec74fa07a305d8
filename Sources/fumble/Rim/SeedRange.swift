internal import ArgumentParser

/// `--seeds 1..1000`, or one seed.
struct SeedRange: ExpressibleByArgument, Sendable {
    let seeds: ClosedRange<UInt64>

    /// As it is typed.
    var text: String { first == last ? "\(first)" : "\(first)..\(last)" }

    var first: UInt64 { seeds.lowerBound }
    var last: UInt64 { seeds.upperBound }

    /// More seeds than this in one sweep are refused: what each showed is kept until the end.
    private static let most = 10_000_000

    init?(argument: String) {
        let parts = argument.split(separator: "..", omittingEmptySubsequences: false)
        guard let first = parts.first.flatMap({ UInt64($0) }),
            let last = parts.count > 1 ? UInt64(parts[1]) : first,
            parts.count <= 2, first <= last, last - first < UInt64(Self.most)
        else { return nil }
        seeds = first...last
    }
}
