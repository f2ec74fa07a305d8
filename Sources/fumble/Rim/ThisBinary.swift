internal import Glibc

/// What tells this binary from another one of the same version.
enum ThisBinary {
    /// Its size and when it was written: a binary that was built again has another.
    static let mark: String = {
        var status = stat()
        guard stat("/proc/self/exe", &status) == 0 else { return "unknown" }
        return "\(status.st_size)-\(status.st_mtim.tv_sec).\(status.st_mtim.tv_nsec)"
    }()

    /// Where it lies.
    static var path: String { target(of: "/proc/self/exe") ?? "fumble" }

    /// The folder in which it was started.
    static var workingFolder: String { target(of: "/proc/self/cwd") ?? "/" }

    private static func target(of link: String) -> String? {
        var bytes = [UInt8](repeating: 0, count: Int(PATH_MAX))
        let count = bytes.withUnsafeMutableBytes { buffer in
            buffer.baseAddress.map { readlink(link, $0, buffer.count) } ?? 0
        }
        return count > 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
