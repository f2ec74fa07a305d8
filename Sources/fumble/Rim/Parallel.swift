/// Several things done at the same time, a few at once, with their results in order.
enum Parallel {
    /// - Parameters:
    ///   - jobs: how many are under way at one time.
    ///   - isStopped: asked before each is begun; what is not begun has no result.
    ///   - done: told after each how many are done.
    static func map<Result: Sendable>(
        _ count: Int, jobs: Int, isStopped: () -> Bool = { false },
        done: (Int, Result) -> Void = { _, _ in },
        _ body: @escaping @Sendable (Int) async -> Result
    ) async -> [Result?] {
        var results = [Result?](repeating: nil, count: count)
        await withTaskGroup(of: (Int, Result).self) { group in
            var begun = 0
            var finished = 0
            while begun < min(jobs, count), !isStopped() {
                let index = begun
                group.addTask { (index, await body(index)) }
                begun += 1
            }
            while let (index, result) = await group.next() {
                results[index] = result
                finished += 1
                done(finished, result)
                guard begun < count, !isStopped() else { continue }
                let next = begun
                group.addTask { (next, await body(next)) }
                begun += 1
            }
        }
        return results
    }
}
