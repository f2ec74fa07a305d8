/// Which of many marks are drawn where there is no room for all.
///
/// By their places alone, so that a page is the same each time: the first, the last, those that must not
/// be left out, and evenly between them as many as there is room for.
enum Thinning {
    /// - Parameters:
    ///   - most: at least 2.
    ///   - kept: places that are drawn whatever is left out.
    /// - Returns: places in rising order, at most `most` and those that are kept.
    static func places(_ count: Int, atMost most: Int, keeping kept: [Int] = []) -> [Int] {
        guard count > most else { return Array(0..<count) }
        let fixed = kept.filter { (0..<count).contains($0) }
        let rest = max(most - fixed.count, 2)
        let even = (0..<rest).map { $0 * (count - 1) / (rest - 1) }
        return Set(fixed + even).sorted()
    }
}
