internal import Glibc

/// Several things done at the same time, a few at once.
enum Parallel {
    static var cores: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

    /// With the results in order.
    ///
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
        var finished = 0
        await forEach(count, jobs: jobs, isStopped: isStopped, body) { index, result in
            results[index] = result
            finished += 1
            done(finished, result)
        }
        return results
    }

    /// With each result handed over as it comes, and none kept.
    static func forEach<Result: Sendable>(
        _ count: Int, jobs: Int, isStopped: () -> Bool,
        _ body: @escaping @Sendable (Int) async -> Result, take: (Int, Result) -> Void
    ) async {
        await withTaskGroup(of: (Int, Result).self) { group in
            var begun = 0
            var running = 0
            while true {
                while running < jobs, begun < count, !isStopped() {
                    let index = begun
                    group.addTask { (index, await body(index)) }
                    begun += 1
                    running += 1
                }
                guard let (index, result) = await group.next() else { return }
                running -= 1
                take(index, result)
            }
        }
    }
}
