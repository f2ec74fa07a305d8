package import FumbleModel
import SystemPackage

/// What one server printed in one arm, as it is kept with a run.
package struct StoredLog: Sendable, Hashable {
    package let arm: Arm
    package let server: String
    package let bytes: [UInt8]

    package init(arm: Arm, server: String, bytes: [UInt8]) {
        self.arm = arm
        self.server = server
        self.bytes = bytes
    }
}

/// The logs of real servers: `logs/<arm>/<server>.log` in the run's folder.
extension Journal {
    func write(_ logs: [StoredLog], into folder: RunFolder) throws(JournalError) {
        for arm in Arm.allCases {
            let own = logs.filter { $0.arm == arm }
            guard !own.isEmpty else { continue }
            let path = folder.logs(of: arm)
            try disk.makeFolder(path)
            for log in own {
                let name = RunFolder.component(log.server) + RunFolder.logEnding
                try disk.create(path.appending(name), log.bytes)
            }
            try disk.sync(folder: path)
        }
    }

    func removeLogs(of folder: RunFolder) throws(JournalError) {
        for arm in Arm.allCases {
            let path = folder.logs(of: arm)
            for name in try disk.names(in: path) where name.hasSuffix(RunFolder.logEnding) {
                try disk.removeFile(path.appending(name))
            }
            _ = try disk.removeEmptyFolder(path)
        }
        _ = try disk.removeEmptyFolder(folder.logs)
    }
}
