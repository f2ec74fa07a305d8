/// Why a program cannot be run, in the words of all who run one.
package struct ProgramLack {
    private let folders: [String]
    private let standing: (String) -> Standing

    /// What stands at a path.
    package enum Standing: Sendable, Hashable {
        case nothing, folder, program
        /// One that nobody may execute.
        case file
    }

    /// - Parameters:
    ///   - folders: where a program is looked for that is named without a path.
    ///   - standing: tells what stands at a path.
    package init(folders: [String], standing: @escaping (String) -> Standing) {
        self.folders = folders
        self.standing = standing
    }

    /// One clause, such as ``this machine lacks `nginx` ``; nil: it can be run, as far as is seen now.
    ///
    /// - Parameter folder: the one that a relative path counts from; nil: it is made later.
    package func of(_ name: String, in folder: String?) -> String? {
        let lacks = "this machine lacks `\(name)`"
        guard name.contains("/") else {
            return folders.contains { standing("\($0)/\(name)") == .program } ? nil : lacks
        }
        if name.hasPrefix("/") { return told(name, standing(name), lacks) }
        return folder.flatMap { told(name, standing("\($0)/\(name)"), lacks) }
    }

    private func told(_ name: String, _ found: Standing, _ lacks: String) -> String? {
        switch found {
        case .program: nil
        case .nothing: lacks
        case .folder: "`\(name)` is a folder, and no program"
        case .file: "`\(name)` is not executable (`chmod +x` makes it so)"
        }
    }
}
