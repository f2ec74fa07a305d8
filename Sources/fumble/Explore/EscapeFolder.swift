internal import FumbleCompiler
internal import FumbleControl
internal import FumbleModel
internal import FumbleSlips
internal import Glibc
internal import SystemPackage

/// The folder into which escapes are written, one experiment each.
struct EscapeFolder {
    private let folder: String

    init(_ folder: String) {
        self.folder = folder
    }

    static func path(of id: String, in folder: String) -> String {
        FilePath(folder).appending("\(id).yaml").string
    }

    func write(
        _ exploration: Exploration, _ scene: ExploreScene, _ file: ExploredFile,
        given: [InputSetting]
    ) throws(Errno) {
        try Files.makeFolder(folder)
        let settings = given.map { " --set \(ShellWord.quoted("\($0.name)=\($0.text)"))" }.joined()
        for escape in exploration.escapes {
            let request = scene.effects.requests.first {
                RequestWords($0, in: scene).id == escape.request.id
            }
            guard let typed = request?.likeliest?.typed else { continue }
            let path = Self.path(of: escape.request.id, in: folder)
            let fleet = file.fleet.map { RelativePath.of($0, from: path) }
            let text = EscapeFile(
                escape, typed, meant: exploration.meantUnguarded, in: scene, file.root
            ).text(fleet: fleet, settings: settings)
            try Files.write(text, to: path)
        }
    }
}
