package import FumbleModel

/// A keeper that died before the runner: the kernel ends every server with it, and nothing that was done
/// to them is left to be undone.
extension KeptHost {
    private static let loss = "the keeper died, and the kernel ended the servers with it"

    package var loss: FleetError? {
        keeper?.isGone == true ? .gone(Self.loss) : nil
    }

    /// Removes what the kernel does not: folders and control groups.
    ///
    /// - Returns: what happened, and what is still there.
    func clearAfterLoss() -> FleetError {
        if KeptServers.remove(folder: layout.folder), !isMounted {
            return .gone("\(Self.loss); nothing of them is left")
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
