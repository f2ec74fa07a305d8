import NIOHTTP1
import Testing

@testable import DepotStore

/// Page after page gives every name once, in order, with names under a common beginning put together.
@Suite struct ListPageTests {
    private static let keys = ["a", "b/1", "b/2", "b/3", "c", "d/x/1", "d/x/2", "d/y", "e"]

    private func pages(_ query: String, version: Int) async throws -> [String] {
        var found: [String] = []
        var position = ""
        for _ in 0..<50 {
            let target = "/bucket?\(version == 2 ? "list-type=2&" : "")\(query)\(position)"
            let request = try ListRequest(try #require(Query(of: target)))
            let page = try await ListPage.collect(request) { after, limit in
                let rest = Self.keys.filter {
                    KeyOrder.isBefore(after, $0) && $0.hasPrefix(request.prefix)
                }
                let records = rest.prefix(limit).map { Samples.record("bucket", $0, counter: 1) }
                return (Array(records), rest.count > limit)
            }
            #expect(page.count <= request.limit)
            found += (page.records.map(\.name.key) + page.commonPrefixes)
            guard let end = page.end else { return found }
            let marker = PercentEncoding.encode(page.nextMarker ?? "")
            position =
                version == 2
                ? "&continuation-token=\(ListRequest.token(after: end))" : "&marker=\(marker)"
        }
        Issue.record("the list does not end")
        return found
    }

    @Test(arguments: 1...10, [1, 2])
    func everyNameOnce(_ size: Int, version: Int) async throws {
        #expect(try await pages("max-keys=\(size)", version: version) == Self.keys)
    }

    @Test(arguments: 1...10, [1, 2])
    func everyBeginningOnce(_ size: Int, version: Int) async throws {
        let found = try await pages("delimiter=/&max-keys=\(size)", version: version)
        #expect(found.sorted() == ["a", "b/", "c", "d/", "e"])
    }

    @Test(arguments: 1...10, [1, 2])
    func underAPrefix(_ size: Int, version: Int) async throws {
        let found = try await pages("delimiter=/&prefix=d/&max-keys=\(size)", version: version)
        #expect(found.sorted() == ["d/x/", "d/y"])
    }

    @Test func noneAskedFor() async throws {
        #expect(try await pages("max-keys=0", version: 2).isEmpty)
    }
}
