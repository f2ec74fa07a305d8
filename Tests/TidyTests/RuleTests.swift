import Testing

/// Every rule goes red on a small bad sample, and stays green on its good neighbour.
@Suite struct RuleTests {
    private func source(
        _ text: String, at path: String = "Sources/FumbleJudge/Sample.swift"
    ) -> SourceText {
        SourceText(path: path, text: text)
    }

    @Test(arguments: [
        ("import Foundation", ["Foundation"]),
        ("internal import FumbleSimulator", ["FumbleSimulator"]),
        ("@preconcurrency package import Glibc", ["Glibc"]),
        ("import struct FumbleCatalog.Catalog", ["FumbleCatalog"]),
        ("package import FumbleModel\nimport FumbleModel", []),
        ("// import Foundation\nlet a = \"import Foundation\"", []),
    ])
    func imports(_ text: String, refused: [String]) {
        let expected = refused.map { "`FumbleJudge` may not import `\($0)`" }
        #expect(Imports.findings(in: source(text)).map(\.message) == expected)
    }

    @Test func aRoomOutsideTheTableIsRefused() {
        let file = source("let a = 1", at: "Sources/FumbleElsewhere/Sample.swift")
        #expect(Imports.findings(in: file).count == 1)
    }

    @Test func libyamlIsImportedOnce() {
        let one = source("internal import CLibYAML", at: "Sources/FumbleDocument/One.swift")
        let two = source("import CLibYAML", at: "Sources/FumbleDocument/Two.swift")
        #expect(Imports.findings(inAll: [one]).isEmpty)
        #expect(Imports.findings(inAll: [one, two]).map(\.path) == [two.path])
    }

    @Test(arguments: [
        "let a = try! b()", "let a = b as! C", "fatalError(\"\")",
        "extension A: @unchecked Sendable {}", "nonisolated(unsafe) var a = 1", "let a = Date()",
        "let a = UUID()", "let a = b.hashValue", "print(a)", "public struct A {}",
        "Thread.sleep(forTimeInterval: 1)", "usleep(1)", "sleep(1)", "// TODO: more",
        "/* FIXME */", "/// Runs a scenario.", "let a = \"an uptime of a year\"", "// Mutants.",
        "// a toxic, a campaign",
    ])
    func bans(_ text: String) {
        #expect(Bans.findings(in: source("let before = 1\n" + text)).allSatisfy { $0.line == 2 })
        #expect(!Bans.findings(in: source(text)).isEmpty)
    }

    @Test(arguments: [
        "let a = try? b()", "let a = b as? C", "let a = \"try! print( public\"", "// print(a)",
        "debugPrint(a)", "let publication = 1", "let a = \"\\(b(\"public\"))\"", "asleep(1)",
    ])
    func notBanned(_ text: String) {
        #expect(Bans.findings(in: source(text)).isEmpty)
    }

    @Test func onlyTheCommandPrints() {
        #expect(Bans.findings(in: source("print(a)", at: "Sources/fumble/A.swift")).isEmpty)
    }

    @Test func testsDoNotSleepButMaySayOtherThings() {
        let path = "Tests/FumbleJudgeTests/ATests.swift"
        #expect(Bans.findings(in: source("try await Task.sleep(for: a)", at: path)).count == 1)
        #expect(Bans.findings(in: source("let a = Date()", at: path)).isEmpty)
    }

    @Test func interpolationIsCode() {
        let found = Bans.findings(in: source("let a = \"\"\"\n    \\(try! b()) try!\n    \"\"\""))
        #expect(found.map(\.line) == [2])
    }

    @Test func filesEndAtTheWall() {
        let wall = String(repeating: "// a line\n", count: Lengths.longestFile)
        #expect(Lengths.findings(in: source(wall)).isEmpty)
        #expect(Lengths.findings(in: source(wall + "// one more\n")).count == 1)
    }

    @Test(arguments: [
        "func a(\n    b: () -> Void = {}\n) -> Int ", "init?(a: Int) ", "var a: Int ",
        "subscript(a: Int) -> Int ", "deinit ",
    ])
    func functionsEndAtTheWall(_ declaration: String) {
        let head = declaration.split(separator: "\n").count
        func text(lines: Int) -> String {
            let body = String(repeating: "    if a { b(\"{\") }\n", count: lines - head - 1)
            return "struct A {\n" + declaration + "{\n" + body + "}\n}\n"
        }
        let wall = Lengths.longestFunction
        #expect(Lengths.findings(in: source(text(lines: wall))).isEmpty)
        #expect(Lengths.findings(in: source(text(lines: wall + 1))).map(\.line) == [2])
    }

    @Test func requirementsOfAProtocolHaveNoLength() {
        let text = "protocol A {\n    func b() -> Int\n    func c()\n\n    var d: Int { get }\n}\n"
        #expect(Lengths.functions(of: source(text)).isEmpty)
    }

    @Test func filesAreNamedForAType() {
        #expect(Names.findings(in: source("package struct Sample {}")).isEmpty)
        #expect(Names.findings(in: source("package struct Other {}")).count == 1)
        #expect(Names.findings(in: source("// struct Sample {}\nlet a = 1")).count == 1)
        let path = "Sources/FumbleJudge/Run+Windows.swift"
        #expect(Names.findings(in: source("extension Run {}", at: path)).isEmpty)
        #expect(Names.findings(in: source("extension Arm {}", at: path)).count == 1)
    }

    @Test(arguments: [
        ("Sources/FumbleCatalog/Guards/Cap.swift", "Sources/FumbleCatalog/Catalog.swift"),
        ("Sources/FumbleReport/Formats/Cap.swift", "Sources/FumbleReport/ReportFormats.swift"),
        ("Sources/FumbleCompiler/Checks/Cap.swift", "Sources/FumbleCompiler/Checks/Check.swift"),
        ("Sources/FumbleSlips/Operators/Cap.swift", "Sources/FumbleSlips/SlipOperators.swift"),
        ("Sources/fumble/Commands/Cap.swift", "Sources/fumble/Fumble.swift"),
    ])
    func kindsAreListed(_ path: String, list: String) {
        let kind = source("struct Cap {}", at: path)
        let naming = source("@main struct A { let all = [Cap.self] }", at: list)
        let silent = source("@main struct A { let all = [Capped.self] } // Cap", at: list)
        #expect(Listings.findings(inAll: [kind, naming]).isEmpty)
        #expect(Listings.findings(inAll: [kind, silent]).map(\.path) == [path])
        #expect(Listings.findings(inAll: [kind]).map(\.path) == [path])
    }

    @Test func theTopLevelIsClosed() {
        #expect(Places.findings(inTopLevel: Places.top).isEmpty)
        #expect(Places.findings(inTopLevel: ["Sources", "docs"]).map(\.path) == ["docs"])
    }

    @Test(arguments: ["work", "root", "home", "Users"])
    func machinePaths(_ folder: String) {
        let bad = source("one\nsee \"/\(folder)/someone\"", at: "README.md")
        #expect(Places.findings(in: bad).map(\.line) == [2])
        #expect(Places.findings(in: source("a/\(folder)/b", at: "README.md")).isEmpty)
    }
}
