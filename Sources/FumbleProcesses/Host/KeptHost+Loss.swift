package import FumbleModel
import Glibc

/// A keeper that died before the runner: the kernel ends every server with it, and nothing that was done
/// to them is left to be undone.
extension KeptHost {
    private static let loss = "the keeper died, and the kernel ended the servers with it"
    /// How often what is left is removed, since the last servers are just ending, and how long is waited
    /// between, in milliseconds.
    private static let mostTries = 100
    private static let pause: Int32 = 10

    package var loss: FleetError? {
        keeper?.isGone == true ? .gone(Self.loss) : nil
    }

    /// Removes what the kernel does not: folders and control groups.
    ///
    /// - Returns: what happened, and what is still there.
    func clearAfterLoss() -> FleetError {
        for _ in 0..<Self.mostTries {
            if KeptServers.remove(folder: layout.folder), !isMounted {
                return .gone("\(Self.loss); nothing of them is left")
            }
            poll(nil, 0, Self.pause)
        }
        let left = KeptServers.groups(of: layout.folder)
        let parts = [
            layout.folder, left.isEmpty ? nil : counted(left.count, "control group"),
            isMounted ? "what is mounted in it" : nil,
        ].compactMap(\.self)
        return .gone(
            "\(Self.loss); still there: \(parts.joined(separator: ", ")); `fumble recover` "
                + "removes it")
    }

    /// Disks are mounted where nobody else sees them; one that is seen was not.
    private var isMounted: Bool {
        ServerFiles.kernelText("/proc/self/mounts").contains(" \(layout.folder)/")
    }
}
