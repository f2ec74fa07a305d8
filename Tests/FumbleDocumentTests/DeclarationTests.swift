import FumbleDocument
import FumbleModel
import Testing

/// Declarations tell every mistake of a mapping at once, and read what is right.
@Suite struct DeclarationTests {
    struct Removal: Equatable {
        let removed: Int
        let of: String
        let pause: TimeSpan?
        let words: [String]
    }

    static let removal = Kind(
        "over-removal", summary: "takes servers out", example: "over-removal: {removed: 4, of: a}",
        .required("removed", .servers, "how many"),
        .required("of", .name, "the subsystem"),
        .optional("pause", .duration, "before it"),
        .defaulted("words", .listOrOne(of: .text), to: ["a"], written: "a", "what is said"),
        make: Removal.init)

    static let faults = KindList("fault", [removal])

    @Test func readsAKind() throws {
        var reading = Reading()
        let text = "over-removal: {removed: 44 servers, of: index, pause: 1h30m}"
        let node = try YAMLReader.read(Array(text.utf8), file: "f.yaml").root
        let chosen = try #require(Self.faults.read(node, &reading))
        #expect(chosen.kind == "over-removal")
        #expect(
            chosen.value == Removal(removed: 44, of: "index", pause: .minutes(90), words: ["a"]))
        #expect(reading.diagnostics.isEmpty)
    }
}
