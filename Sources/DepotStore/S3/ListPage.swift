/// One answer to a list: objects, and common beginnings of names in the place of what is under them.
struct ListPage: Sendable {
    private(set) var records: [IndexRecord] = []
    private(set) var commonPrefixes: [String] = []
    /// The last name that the page speaks for; nil where nothing comes after it.
    private(set) var end: String?

    /// Above every character of a name: where the next page begins after all under a prefix.
    private static let afterAll = "\u{10FFFF}"

    var count: Int { records.count + commonPrefixes.count }

    /// Collects names in their order until there are `request.limit`; `next` gives those after a name, and whether
    /// there are more.
    static func collect(
        _ request: ListRequest,
        _ next: (_ after: String, _ limit: Int) async throws(S3Error)
            -> (records: [IndexRecord], isCut: Bool)
    ) async throws(S3Error) -> ListPage {
        var page = ListPage()
        var position = request.after
        // The page before may have told a common prefix, and ended with it.
        if let told = commonPrefix(of: position, request),
            request.token != nil || !request.isSecondVersion && told == position
        {
            position = told + afterAll
        }
        while request.limit > 0 {
            let (records, isCut) = try await next(position, request.limit - page.count + 1)
            var skipsTo: String?
            for record in records {
                let key = record.name.key
                if let skipsTo, KeyOrder.isBefore(key, skipsTo) { continue }
                guard page.count < request.limit else { return page.cut(at: position) }
                if let prefix = commonPrefix(of: key, request) {
                    page.commonPrefixes.append(prefix)
                    skipsTo = prefix + afterAll
                    position = prefix + afterAll
                } else {
                    page.records.append(record)
                    position = key
                }
            }
            if !isCut { break }
        }
        return page
    }

    /// Where the next page begins, as the first version of the question writes it: a name that can be seen.
    var nextMarker: String? {
        guard let end else { return nil }
        return end.hasSuffix(Self.afterAll) ? String(end.dropLast()) : end
    }

    private func cut(at position: String) -> ListPage {
        var page = self
        page.end = position
        return page
    }

    private static func commonPrefix(of key: String, _ request: ListRequest) -> String? {
        guard !request.delimiter.isEmpty, key.hasPrefix(request.prefix) else { return nil }
        let rest = key.dropFirst(request.prefix.count)
        guard let found = rest.firstRange(of: request.delimiter) else { return nil }
        return request.prefix + rest[..<found.upperBound]
    }
}
