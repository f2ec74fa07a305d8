import Foundation

/// Lets only so many processes run at one time: two for each processor, since each begins and ends
/// by waiting.
///
/// An actor, since tests that run side by side come to it at any time.
actor Turns {
    static let shared = Turns(2 * ProcessInfo.processInfo.activeProcessorCount)

    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ count: Int) { free = max(1, count) }

    nonisolated func taking<Value: Sendable>(
        _ body: @Sendable () async throws -> Value
    ) async throws -> Value {
        await take()
        do {
            let value = try await body()
            await give()
            return value
        } catch {
            await give()
            throw error
        }
    }

    private func take() async {
        if free > 0 {
            free -= 1
        } else {
            await withCheckedContinuation { waiting.append($0) }
        }
    }

    private func give() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
