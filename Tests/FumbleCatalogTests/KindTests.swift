import FumbleCatalog
import FumbleDocument
import FumbleModel
import Testing

/// Every kind's example is YAML that its own declaration reads: the reference page cannot lie.
@Suite struct KindTests {
    private let catalog = Catalog.standard()

    @Test func everyExampleIsReadByItsOwnDeclaration() throws {
        try readExamples(of: catalog.faults, atLeast: 13)
        try readExamples(of: catalog.guards, atLeast: 7)
        try readExamples(of: catalog.promises, atLeast: 2)
        try readExamples(of: catalog.probes, atLeast: 3)
        try readExamples(of: catalog.tolerances, atLeast: 3)
    }

    @Test func aMistypedFieldIsToldWithTheNearestOne() throws {
        var reading = Reading()
        _ = catalog.faults.read(try node("{over-removal: {of: billing, coumt: 4}}"), &reading)
        let told = reading.diagnostics.sorted.map { "\($0.code.rawValue) \($0.message)" }
        #expect(told == ["E0011 `over-removal` has no field `coumt`"])
        #expect(reading.diagnostics.sorted.first?.help == "did you mean `count`?")
    }

    @Test(arguments: ["{crash: {count: 4}}", "{crash: {of: index, zone: a}}"])
    func aFaultNamesItsServersInOneWay(text: String) throws {
        var reading = Reading()
        #expect(catalog.faults.read(try node(text), &reading) == nil)
        #expect(reading.diagnostics.count == 1)
    }

    /// What a kind does is found in its example; a typed line is done by nobody but who types it.
    @Test func everyKindOfFaultDoesSomething() {
        for kind in catalog.faults.kinds where kind.name != "mistyped-removal" {
            #expect(!catalog.deeds(of: kind).isEmpty, "\(kind.name)")
        }
    }

    private func readExamples<Value>(of list: KindList<Value>, atLeast fewest: Int) throws {
        #expect(list.kinds.count >= fewest)
        for kind in list.kinds {
            var reading = Reading()
            let chosen = list.read(try node(kind.example), &reading)
            #expect(chosen?.kind == kind.name, "the example of \(kind.name) is not read")
            #expect(reading.diagnostics.isEmpty, "\(kind.name): \(reading.diagnostics.sorted)")
        }
    }

    private func node(_ text: String) throws -> Node {
        try YAMLReader.read(Array(text.utf8), file: "example.yaml").root
    }
}
