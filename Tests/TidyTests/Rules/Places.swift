/// What stands at the top of the repository, and that no file knows the machine it was written on.
enum Places {
    static let top = [
        "Experiments", "Package.swift", "README.md", "Reports", "Sources", "Tests", "scripts",
    ]

    static func findings(inTopLevel names: [String]) -> [Finding] {
        names.filter { !top.contains($0) }.map {
            Finding(path: $0, line: 1, message: "does not belong at the top of the repository")
        }
    }

    /// Folders of one machine; in pieces, since this file is looked at too.
    private static let machineFolders = ["work", "root", "home", "Users"].map { "/" + $0 + "/" }

    static func findings(in file: SourceText) -> [Finding] {
        machineFolders.flatMap { folder in
            Words.offsets(of: folder, in: file.text).compactMap { offset -> Finding? in
                // `Sources/root/` is a folder of ours; a machine's begins after a blank or a quote.
                let before = offset == 0 ? UInt8(ascii: " ") : file.text[offset - 1]
                let isInside =
                    Words.isOfWord(before)
                    || [UInt8(ascii: "."), UInt8(ascii: "}")].contains(before)
                guard !isInside else { return nil }
                let line = 1 + file.text[..<offset].count { $0 == UInt8(ascii: "\n") }
                return file.finding(line, "names a folder of one machine, `\(folder)`")
            }
        }
    }
}
