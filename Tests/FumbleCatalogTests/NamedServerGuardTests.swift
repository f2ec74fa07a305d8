import FumbleModel
import Testing

/// What guards ask and say of lines that name servers.
@Suite struct NamedServerGuardTests {
    private func request(
        _ servers: [Int], _ hosts: [String?], testimony: Testimony = .none
    ) -> GuardRequest {
        SmallFleet.request(
            servers, named: [SmallFleet.index], arguments: hosts.map { ("HOST", $0) },
            field: "HOST", testimony: testimony, isByName: true)
    }

    private func refusal(_ text: String, _ request: GuardRequest) throws -> String? {
        guard case .refuse(let reason) = try SmallFleet.review(text, request) else { return nil }
        return reason
    }

    @Test func aFloorNamesThem() throws {
        let reason = try refusal(
            "{capacity-floor: {over: every subsystem carried}}",
            request([0, 1, 2, 3], ["shared-0", "shared-1", "shared-2", "shared-3"]))
        #expect(
            reason?.hasPrefix("`HOST` shared-0 and 3 more (4 servers) would leave `index`") == true,
            "\(reason ?? "")")
    }

    @Test func aPatternMatchesServers() throws {
        let text = "{wildcard-breadth: {at-most: 2}}"
        #expect(
            try refusal(text, request([0, 1, 2], ["shared-[0-2]"]))
                == "`HOST` shared-[0-2] matches 3 servers, 3 servers in all, and a pattern may "
                + "match at most 2")
        #expect(try refusal(text, request([0, 1], ["shared-[01]"])) == nil)
        #expect(try refusal(text, request([0, 1, 2], ["shared-0", "shared-1", "own-1"])) == nil)
    }

    @Test func eachIsExactlyOneServer() throws {
        let text = "{typed-identifiers: {server: HOST}}"
        #expect(try refusal(text, request([0, 6], ["shared-0", "own-0"])) == nil)
        #expect(try refusal(text, request([0, 6], ["shared-0,own-0"])) == nil)
        #expect(
            try refusal(text, request([0, 6], ["own-0", "shared-*"]))
                == "`HOST` is `shared-*`, which is not exactly one server: 2 servers would be acted "
                + "on, and 0 may be")
        #expect(
            try refusal(text, request([0], [nil]))?.hasPrefix("`HOST` is blank, which") == true)
    }

    @Test func theNameIsTheServers() throws {
        let text = "{type-the-name: {unattended: refuse}}"
        let one = SmallFleet.testimony(confirms: "shared-0")
        #expect(try refusal(text, request([0], ["shared-0"], testimony: one)) == nil)
        #expect(
            try refusal(text, request([1], ["shared-1"], testimony: one))
                == "`shared-0` was typed where `shared-1` was asked for: 1 server would be acted on, "
                + "and 0 may be")
        let two = SmallFleet.testimony(confirms: "2 servers")
        #expect(try refusal(text, request([0, 1], ["shared-[01]"], testimony: two)) == nil)
    }

    @Test func otherServersAreSeen() throws {
        let other = SmallFleet.testimony(meant: [1], dryRun: [1])
        let request = request([0], ["shared-0"], testimony: other)
        #expect(
            try refusal("{dry-run: {within: 10m}}", request)
                == "`HOST` shared-0 acts on 1 server, and the dry run showed shared-1")
        let seen = try (1...20).compactMap { seed -> String? in
            let request = SmallFleet.request(
                [0], arguments: [("HOST", "shared-0")], field: "HOST", testimony: other,
                seed: UInt64(seed), isByName: true)
            return try refusal("{second-person: {dependence: low}}", request)
        }
        #expect(
            seen.first
                == "the second person saw that `HOST` shared-0 acts on 1 server, and that shared-1 "
                + "was meant")
    }
}
