import Foundation

/// The program under test: `DEPOT_BINARY`, or what was built beside the tests.
enum DepotBinary {
    static let path: String = {
        if let given = ProcessInfo.processInfo.environment["DEPOT_BINARY"] { return given }
        let tests = URL(filePath: "/proc/self/exe").resolvingSymlinksInPath()
        return tests.deletingLastPathComponent().appending(path: "depot").path()
    }()
}
