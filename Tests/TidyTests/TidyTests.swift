import Testing

/// The rules that keep the repository as its architecture says. A failure names file and line.
@Suite struct TidyTests {
    private let repository: Repository

    init() throws {
        repository = try Repository.here.get()
    }

    @Test func theRepositoryIsFound() {
        #expect(repository.files.count { $0.isSource } > 20)
        #expect(repository.files.contains { $0.path == "Package.swift" })
    }

    @Test func roomsImportOnlyWhatTheArchitectureAllows() {
        expectNone(repository.files.flatMap(Imports.findings(in:)))
        expectNone(Imports.findings(inAll: repository.files))
    }

    @Test func nothingBannedIsSaid() {
        expectNone(repository.files.flatMap(Bans.findings(in:)))
    }

    @Test func filesAndFunctionsAreShort() {
        expectNone(repository.files.flatMap(Lengths.findings(in:)))
    }

    @Test func filesAreNamedForWhatTheyDeclare() {
        expectNone(repository.files.flatMap(Names.findings(in:)))
    }

    @Test func everyKindIsListed() {
        expectNone(Listings.findings(inAll: repository.files))
    }

    @Test func theTopLevelIsTheAllowedSet() {
        expectNone(Places.findings(inTopLevel: repository.topLevel))
    }

    @Test func noFileNamesAMachinePath() {
        expectNone(repository.files.flatMap(Places.findings(in:)))
    }

    private func expectNone(
        _ findings: [Finding], sourceLocation: SourceLocation = #_sourceLocation
    ) {
        #expect(findings.isEmpty, "\n\(findings.report)", sourceLocation: sourceLocation)
    }
}
