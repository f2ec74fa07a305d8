import FumbleModel
import Testing

/// What each server is called, and which names are near to one.
@Suite struct ServerNamesTests {
    private static func group(_ name: String, _ count: Int, _ names: [String] = []) -> GroupSpec {
        GroupSpec(
            name: name, position: SourcePosition(file: "fleet.yaml", line: 1, column: 1),
            count: count, carries: [], restartAge: .zero, zones: [], drain: .zero,
            restartsAfter: nil, names: names)
    }

    private static let names = ServerNames([
        group("web", 3), group("eu", 3, ["web-eu-1", "web-eu-2", "db.example.org"]),
        group("none", 0), group("job-x", 2),
    ])

    @Test func eachServerHasOne() {
        let all = [
            "web-0", "web-1", "web-2", "web-eu-1", "web-eu-2", "db.example.org", "job-x-0",
            "job-x-1",
        ]
        #expect(Self.names.all == all)
        #expect(all.indices.map { Self.names[ServerID($0)] } == all)
        #expect(all.map { Self.names.server(named: $0)?.index } == Array(all.indices))
    }

    @Test(arguments: ["web-3", "web-00", "web-+1", "eu-0", "web-eu-3", "job-x", "job-x-", "", "-"])
    func nobodyBears(name: String) { #expect(Self.names.server(named: name) == nil) }

    @Test func nearNamesAreStrayKeysNeighboursAndOtherGroups() {
        #expect(Self.names.nearest(to: "web-eu-3") == "web-eu-1")
        #expect(Self.names.nearest(to: "wbe-1") == "web-1")
        #expect(Self.names.nearest(to: "nothing") == nil)
        #expect(
            Self.names.near("web-1") == ["web-0", "web-2", "web-eu-1", "job-x-0"])
        #expect(
            Self.names.near("db.example.org") == ["web-eu-2", "web-eu-1", "web-0", "job-x-0"])
    }

    /// A fleet of any size has as many near names, and those first that one key makes.
    @Test func nearNamesAreBounded() {
        let groups = (0..<40).map { Self.group("g\($0)", 2_500) }
        let near = ServerNames(groups).near("g7-1234")
        #expect(near.count == 32)
        #expect(near.contains("g7-1233") && near.contains("g7-123") && near.contains("g0-0"))
    }

    @Test func servers() {
        let servers = [ServerID(3), ServerID(0), ServerID(7)]
        #expect(Self.names.list(servers) == "web-eu-1, web-0, job-x-1")
        #expect(Self.names.list(servers, atMost: 1) == "web-eu-1 and 2 more")
        #expect(Self.names.counted([ServerID(4)]) == "web-eu-2")
        #expect(Self.names.counted(servers, atMost: 2) == "3 servers: web-eu-1, web-0 and 1 more")
        #expect(Self.names.asked(for: servers) == "3 servers")
    }
}
