import FumbleDocument
import FumbleModel
import Testing

/// Every way in which a file is not the YAML that is read, with the whole message.
@Suite struct YAMLProblemTests {
    private func messages(_ bytes: [UInt8]) -> String {
        var diagnostics = Diagnostics()
        _ = YAMLReader.read(bytes, file: "f.yaml", diagnostics: &diagnostics)
        let source = SourceText(file: "f.yaml", bytes: bytes)
        return DiagnosticsFormat.text.render(diagnostics, sources: [source])
    }

    @Test(arguments: YAMLProblemCase.all)
    func isTold(_ problem: YAMLProblemCase) {
        #expect(messages(Array(problem.text.utf8)) == problem.message)
    }

    @Test func bytesThatAreNoCharacterAreFound() {
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        let text = messages(mark + Array("a: 1\né: ".utf8) + [0xE9, 0x0A])
        #expect(
            text == """
                f.yaml:2:4: error[E0004]: the file is not UTF-8: this byte is part of no character
                    2 | é: \u{FFFD}
                      |    ^
                  help: save the file as UTF-8

                """)
    }

    @Test func severalMistakesAreToldAtOnce() {
        let text = "a: 1\na: 2\nb: !x 1\nc: *d\ne: {<<: 1}\n"
        var diagnostics = Diagnostics()
        let document = YAMLReader.read(
            Array(text.utf8), file: "f.yaml", diagnostics: &diagnostics)
        #expect(document != nil)
        #expect(
            diagnostics.sorted.map(\.code) == [
                .duplicateKey, .yamlTag, .unknownAnchor, .mergeKey,
            ])
    }

    @Test func aFileAboveTheBoundIsRefusedUnread() {
        let bytes = [UInt8](repeating: UInt8(ascii: "["), count: YAMLReader.largestFile + 1)
        let text = messages(bytes)
        #expect(text.hasPrefix("f.yaml:1:1: error[E0003]: the file has 8388609 bytes"))
    }
}
