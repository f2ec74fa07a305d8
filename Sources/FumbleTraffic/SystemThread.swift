internal import Glibc

/// Threads of the system's own, for what must not share one with tasks.
enum SystemThread {
    /// Starts a thread that ends when its body does, and that nobody waits for.
    ///
    /// - Returns: why it could not be started, in the system's words; nil: it was.
    static func start(_ body: @escaping @Sendable () -> Void) -> String? {
        let argument = Unmanaged.passRetained(Work(body))
        var thread = pthread_t()
        let status = pthread_create(
            &thread, nil,
            { argument in
                argument.map { Unmanaged<Work>.fromOpaque($0).takeRetainedValue().body() }
                return nil
            }, argument.toOpaque())
        guard status == 0 else {
            argument.release()
            return String(cString: strerror(status))
        }
        pthread_detach(thread)
        return nil
    }

    private final class Work {
        let body: @Sendable () -> Void

        init(_ body: @escaping @Sendable () -> Void) {
            self.body = body
        }
    }
}
