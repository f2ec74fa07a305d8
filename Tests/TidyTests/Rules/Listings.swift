/// A new kind is one file and one line in a list; a file that no list names is dead.
enum Listings {
    private struct Listing {
        let folder: String
        /// The file that must name every file of the folder, given all sources.
        let list: @Sendable (SourceText) -> Bool
        let listName: String
    }

    private static let listings =
        ["Faults", "Guards", "Promises", "Probes", "Tolerances"].map { sort in
            Listing(
                folder: "Sources/FumbleCatalog/\(sort)/",
                list: { $0.path == "Sources/FumbleCatalog/Catalog.swift" },
                listName: "`Catalog.standard()`")
        } + [
            Listing(
                folder: "Sources/FumbleReport/Formats/",
                list: { $0.room == "FumbleReport" && $0.name == "ReportFormats" },
                listName: "`ReportFormats.standard()`"),
            Listing(
                folder: "Sources/FumbleCompiler/Checks/",
                list: { $0.room == "FumbleCompiler" && $0.name == "Check" },
                listName: "`Check.all`"),
            Listing(
                folder: "Sources/FumbleSlips/Operators/",
                list: { $0.room == "FumbleSlips" && $0.name == "SlipOperators" },
                listName: "`SlipOperators.standard()`"),
            Listing(
                folder: "Sources/fumble/Commands/",
                list: { $0.path == "Sources/fumble/Fumble.swift" },
                listName: "the root command"),
        ]

    static func findings(inAll files: [SourceText]) -> [Finding] {
        let sources = files.filter(\.isSource)
        return listings.flatMap { listing in
            let lists = sources.filter(listing.list)
            return sources.filter { isDirectChild($0, of: listing.folder) }.compactMap { file in
                let type = file.name.prefix { $0 != "+" }
                let isListed = lists.contains {
                    $0.path == file.path || Words.contains(String(type), in: $0.code)
                }
                return isListed
                    ? nil : file.finding(1, "`\(type)` is not listed in \(listing.listName)")
            }
        }
    }

    private static func isDirectChild(_ file: SourceText, of folder: String) -> Bool {
        file.path.hasPrefix(folder) && !file.path.dropFirst(folder.count).contains("/")
    }
}
