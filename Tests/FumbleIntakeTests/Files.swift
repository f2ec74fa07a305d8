import Foundation
import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleIntake
import FumbleModel

/// The files that stand beside these tests, and what is made of them.
enum Files {
    static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    static let today = CalendarDay(year: 2026, month: 11, day: 29)

    static func bytes(_ path: String) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: folder.appending(path: path)))
    }

    static func fleet(_ list: String) -> Result<InventoryFleet, IntakeMistakes> {
        InventoryFleet.read(Array(list.utf8), file: "hosts.csv", today: today)
    }

    /// An entry of the playbook for a line that is written by hand.
    static func entry(
        _ line: String = "ctl remove --of SERVICE --count COUNT", known: [String] = []
    ) throws -> PlaybookDraft {
        try PlaybookDraft.of(
            ToolUsage.line(line, at: "usage").get(), actsOn: nil, howMany: nil, known: known
        ).get()
    }

    /// What `fumble check` says of a text, as `line:column CODE`.
    static func mistakes(in text: String) -> [String] {
        let compiler = Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "there is no such file"))
        }
        guard case .failure(let mistakes) = compiler.check(Array(text.utf8), path: "fleet.yaml")
        else { return [] }
        return mistakes.diagnostics.sorted.map {
            "\($0.span.start) \($0.code.rawValue) \($0.message)"
        }
    }
}
