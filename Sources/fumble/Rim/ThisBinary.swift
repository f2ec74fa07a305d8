internal import Glibc

/// What tells this binary from another one of the same version.
enum ThisBinary {
    /// Its size and when it was written: a binary that was built again has another.
    static let mark: String = {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return "unknown" }
        return "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }()
}
