internal import ArgumentParser

/// Seeds as they are typed: `1..200`, both ends included.
struct SeedRange: ExpressibleByArgument, Sendable {
    let first: UInt64
    let last: UInt64

    /// More than these are a slip of the keyboard.
    private static let most: UInt64 = 10_000_000

    init?(argument: String) {
        let ends = argument.split(separator: "..", omittingEmptySubsequences: false)
        guard ends.count == 2, let first = UInt64(ends[0]), let last = UInt64(ends[1]),
            first <= last, last - first < Self.most
        else { return nil }
        self.first = first
        self.last = last
    }
}
