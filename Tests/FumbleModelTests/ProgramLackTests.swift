import FumbleModel
import Testing

/// All rooms that run programs say in the same words why one cannot be run.
@Suite struct ProgramLackTests {
    private static let standings: [String: ProgramLack.Standing] = [
        "/bin/sh": .program, "/fleet/guard": .program, "/fleet/plain": .file, "/fleet": .folder,
    ]

    private static let cases: [(name: String, folder: String?, told: String?)] = [
        ("sh", "/fleet", nil), ("nginx", "/fleet", "this machine lacks `nginx`"),
        ("./guard", "/fleet", "this machine lacks `./guard`"), ("/fleet/guard", nil, nil),
        ("../fleet/guard", nil, nil),
        ("/fleet/plain", nil, "`/fleet/plain` is not executable (`chmod +x` makes it so)"),
        ("/fleet", nil, "`/fleet` is a folder, and no program"),
        ("/no", "/fleet", "this machine lacks `/no`"),
    ]

    @Test(arguments: cases)
    func whyItCannotBeRun(name: String, folder: String?, told: String?) {
        let lack = ProgramLack(folders: ["/usr/bin", "/bin"]) {
            Self.standings[$0, default: .nothing]
        }
        #expect(lack.of(name, in: folder) == told)
    }
}
