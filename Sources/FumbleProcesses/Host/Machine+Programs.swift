import FumbleModel
import Glibc

extension Machine {
    /// Why a program cannot be run here; nil: it can, as far as is seen now.
    ///
    /// - Parameter folder: the one that a relative path counts from; nil: it is made later.
    package func lack(ofProgram name: String, in folder: String?) -> String? {
        ProgramLack(folders: folders, standing: Self.standing).of(name, in: folder)
    }

    private static func standing(at path: String) -> ProgramLack.Standing {
        var status = stat()
        guard stat(path, &status) == 0 else { return .nothing }
        if status.st_mode & S_IFMT == S_IFDIR { return .folder }
        return access(path, X_OK) == 0 ? .program : .file
    }
}
