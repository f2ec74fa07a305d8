import CKeeper
package import FumbleModel

/// A keeper that is gone before the runner: every server ended with it, and nothing that was done to them
/// is left to be undone.
extension KeptHost {
    private func words(_ keeper: Keeper) -> String {
        keeper.wasSilent
            ? "the keeper said nothing for \(Keeper.lease) and was killed, and the kernel ended the "
                + "servers with it"
            : keepersNote ?? "the keeper died, and the kernel ended the servers with it"
    }

    /// What a keeper wrote into the run's lines that heard nothing of this runner, which was stopped, and
    /// has gone on; nil: it wrote nothing, or nobody knows where.
    private var keepersNote: String? {
        guard let journal else { return nil }
        let path = "/proc/self/fd/\(journal)"
        let begins = #""_0":"\#(KEEPER_SILENT_RUNNER)"#
        guard let size = ServerFiles.size(of: path),
            let bytes = ServerFiles.bytes(
                of: path, from: max(0, size - Self.noteWithin), atMost: Self.noteWithin)
        else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n")
        guard let line = lines.last(where: { $0.contains(begins) }),
            let place = line.firstRange(of: begins)
        else { return nil }
        return KEEPER_SILENT_RUNNER + line[place.upperBound...].prefix { $0 != "\"" }
    }

    /// Of the end of the run's lines: the runner writes little once the keeper has written its own.
    private static let noteWithin = 1 << 16

    package var loss: FleetError? {
        guard let keeper, keeper.isGone else { return nil }
        return .gone(words(keeper))
    }

    /// Removes what the kernel does not: what servers forked away, folders and control groups.
    ///
    /// - Returns: what happened, and what is still there.
    func clearAfterLoss(_ keeper: Keeper) -> FleetError {
        let loss = words(keeper)
        if KeptServers.remove(folder: layout.folder, sparesCaller: true), !isMounted {
            return .gone(
                runGroup == nil
                    ? "\(loss); what a server forked away may be left: this user can make no "
                        + "control group to know it by"
                    : "\(loss); nothing of them is left")
        }
        let left = KeptServers.groups(of: layout.folder)
        let parts = [
            layout.folder, left.isEmpty ? nil : counted(left.count, "control group"),
            isMounted ? "what is mounted in it" : nil,
        ].compactMap(\.self)
        return .gone(
            "\(loss); still there: \(parts.joined(separator: ", ")); `fumble recover` "
                + "removes it")
    }

    /// Disks are mounted where nobody else sees them; one that is seen was not.
    private var isMounted: Bool {
        ServerFiles.kernelText("/proc/self/mounts").contains(" \(layout.folder)/")
    }

    // MARK: The control group of the run

    /// Makes it, named on disk before; where there can be none the run does without.
    func makeRunGroup() throws(FleetError) {
        runGroup = RunGroup.find()
        guard let runGroup else { return }
        try files.write(
            Array("\(runGroup.path)\n".utf8), to: "\(layout.folder)/\(RunGroup.note)")
        if let error = runGroup.make() {
            throw .didNothing("\(runGroup.path) cannot be made: \(Keeper.words(error))")
        }
    }

    func enterRunGroup() throws(FleetError) {
        guard let runGroup, let error = runGroup.enter() else { return }
        throw .mayHaveHappened("\(runGroup.path) cannot be entered: \(Keeper.words(error))")
    }

    /// Whoever is in it when the folder is removed is killed.
    func leaveRunGroup() throws(FleetError) {
        guard let runGroup, let error = runGroup.leave() else { return }
        throw .mayHaveHappened("\(runGroup.path) cannot be left: \(Keeper.words(error))")
    }
}
