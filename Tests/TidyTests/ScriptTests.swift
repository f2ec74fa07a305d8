import Foundation
import Testing

/// The scripts that judge or install are themselves seen to work, on a binary that is a few lines of shell.
@Suite struct ScriptTests {
    private static let binary = """
        #!/bin/sh
        case $1 in
            --generate-completion-script) echo "completion for $2" ;;
            run) printf 'OVERVIEW: Run it.\\n\\nUSAGE: fumble run <file>\\n' ;;
            fail) echo "no such luck" >&2; exit 3 ;;
            *) printf 'OVERVIEW: Breaks a fleet.\\n\\nSUBCOMMANDS:\\n  run    Run it.\\n\\n  See more.\\n' ;;
        esac
        """

    @Test(arguments: [
        ("$ fumble fail # exits 3\nno such luck", 0),
        ("$ fumble fail\n# exits 3\nno ... luck\n...", 0),
        ("$ fumble \\\n  fail # exits 3", 0),
        ("$ echo one > made\n$ cat made\none", 0),
        ("$ fumble fail", 1),
        ("$ true # exits 3", 1),
        ("$ echo one\ntwo", 1),
        ("$ echo one\no?e", 1),
        ("not a command", 70),
        ("$ scripts/test", 70),
    ])
    func readmeCommands(_ block: String, status: Int32) async throws {
        try await Scratch.use { scratch in
            let readme = try scratch.write("# It\n\n```console\n\(block)\n```\n", to: "README.md")
            let done = try await scratch.run(
                "readme-commands", [readme.path()], binary: scratch.write(Self.binary, to: "fumble")
            )
            #expect(done.status == status, "\(done.output)")
        }
    }

    @Test func whatIsInstalledIsUninstalled() async throws {
        try await Scratch.use { scratch in
            let binary = try scratch.write(Self.binary, to: "fumble")
            let prefix = scratch.folder.appending(path: "prefix")
            let theirs = try scratch.write("theirs", to: "prefix/share/man/theirs")

            let installed = try await scratch.run(
                "install", ["--prefix", prefix.path()], binary: binary)
            #expect(installed.status == 0, "\(installed.output)")
            #expect(
                try scratch.files(below: "prefix") == [
                    "bin/fumble", "share/bash-completion/completions/fumble",
                    "share/fish/vendor_completions.d/fumble.fish", "share/fumble/installed",
                    "share/man/man1/fumble.1", "share/man/theirs",
                    "share/zsh/site-functions/_fumble",
                ])
            let manual = prefix.appending(path: "share/man/man1/fumble.1")
            let page = try String(contentsOf: manual, encoding: .utf8)
            #expect(page.contains(".SS fumble run\n"))
            #expect(!page.contains(".SS fumble See"))

            let removed = try await scratch.run(
                "install", ["--prefix", prefix.path(), "--uninstall"], binary: binary)
            #expect(removed.status == 0, "\(removed.output)")
            #expect(try scratch.files(below: "prefix") == ["share/man/theirs"])
            #expect(FileManager.default.fileExists(atPath: theirs.path()))
            #expect(!FileManager.default.fileExists(atPath: prefix.path() + "/bin"))
        }
    }

    @Test func aCommandLineThatIsWrongIsUsage() async throws {
        try await Scratch.use { scratch in
            let binary = try scratch.write(Self.binary, to: "fumble")
            #expect(try await scratch.run("install", ["--wrong"], binary: binary).status == 64)
            #expect(try await scratch.run("check", ["--wrong"], binary: binary).status == 64)
            #expect(try await scratch.run("bench", ["none"], binary: binary).status == 64)
        }
    }
}
