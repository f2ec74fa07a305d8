import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// What `fumble reference` and `fumble schema` are made of.
@Suite struct DeclarationsTests {
    private let declarations = Declarations.all(.standard())

    @Test func everyFileAndEveryListIsDeclared() {
        #expect(declarations.files.map(\.header) == ["experiment/v1", "fleet/v1", "schedule/v1"])
        #expect(
            declarations.kinds.map(\.noun) == [
                "fault", "guard", "promise", "probe", "tolerance", "verb", "distribution",
                "quantity", "readiness", "client",
            ])
        #expect(declarations.kinds.allSatisfy { !$0.kinds.isEmpty })
    }

    @Test func everyFileHasAPageAndASchema() {
        for file in declarations.files {
            let page = ReferencePage.page(for: file.record)
            #expect(page.split(separator: "\n").allSatisfy { $0.unicodeScalars.count <= 80 })
            let schema = JSONSchema.document(for: file.record, title: file.header).pretty
            #expect(schema.contains("\"fumble\""))
            #expect(schema.utf8.count < 200_000, "what stands in several places is written out")
        }
    }

    @Test func everyKindHasAPageThatFits() {
        for list in declarations.kinds {
            for kind in list.kinds {
                let page = ReferencePage.page(for: kind, noun: list.noun)
                let longest = page.split(separator: "\n").map(\.unicodeScalars.count).max() ?? 0
                #expect(longest <= 80, "\(kind.name)")
            }
        }
    }

    @Test func aPageTellsOfTheMappingsWithin() {
        let page = declarations.files.first.map { ReferencePage.page(for: $0.record) } ?? ""
        for section in ["step", "operator", "wait-until", "expect"] {
            let underline = String(repeating: "-", count: section.count)
            #expect(page.contains("\n\(section)\n\(underline)\n"))
        }
        #expect(page.contains("a mapping, as in the file of a fleet"))
        #expect(!page.contains("\nsubsystem\n---------\n"), "a fleet has a page of its own")
    }

    @Test func everyMappingHasAPage() {
        let names = declarations.records.map(\.name)
        #expect(Set(names).count == names.count)
        let wanted = [
            "experiment", "fleet", "step", "operator", "each", "subsystem", "group", "restart",
            "cells", "state", "alarm", "playbook entry", "guard", "dependent", "may-touch", "input",
            "queue", "measure", "copy", "roles", "replaced", "data loss",
        ]
        for name in wanted {
            #expect(names.contains(name), "nothing tells of \(name)")
        }
    }

    @Test func everyVerbOfThePlaybookIsThere() {
        let verbs = declarations.kinds.first { $0.noun == "verb" }?.kinds.map(\.name) ?? []
        #expect(verbs.sorted() == VerbName.allCases.map(\.rawValue).sorted())
    }

    @Test(arguments: VerbName.allCases) func theExampleOfAVerbIsRead(verb: VerbName) throws {
        let verbs = declarations.kinds.first { $0.noun == "verb" }?.kinds ?? []
        let example = try #require(verbs.first { $0.name == verb.rawValue }).example
            .replacing("status-page", with: "billing").replacing("placement", with: "billing")
        let arguments = ["SUBSYSTEM", "COUNT"].filter { example.contains($0) }
            .map { " --\($0.lowercased()) \($0)" }.joined()
        let fleet = Texts.fleet.replacing(
            "guards:",
            with: """
                  other:
                    usage: ctl other\(arguments)
                    does: \(example)
                guards:
                """
        ).replacing(
            "index: {",
            with: "index: {state: {size: 1 GB, copy: {age: 6h, restores-at: 60 MB/s}}, ")
        let text = Texts.experiment(
            method: "  - {at: 5m, fault: {crash: {of: index, count: 1}}, for: 10m}")
        let plan = try Texts.compile(text, fleet: fleet).get().plan
        #expect(plan.fleet.playbook.last?.does.verb == verb)
    }
}
