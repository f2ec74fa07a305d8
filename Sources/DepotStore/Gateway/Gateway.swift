import NIOCore
import NIOHTTP1

/// Answers clients of S3.
struct Gateway: Sendable {
    private let store: ObjectStore
    private let buckets: KnownBuckets

    init(_ store: ObjectStore, buckets: KnownBuckets) {
        self.store = store
        self.buckets = buckets
    }

    func answer(_ request: HTTPRequest) async -> HTTPAnswer {
        do throws(S3Error) {
            return try await perform(try S3Operation(request), request)
        } catch {
            var answer = error.answer(resource: String(request.path))
            if request.method == .HEAD { answer.statedLength = 0 }
            return answer
        }
    }

    private func perform(
        _ operation: S3Operation, _ request: HTTPRequest
    ) async throws(S3Error) -> HTTPAnswer {
        switch operation {
        case .listBuckets: return try await listBuckets()
        case .createBucket(let name): return try await create(name)
        case .headBucket(let name):
            try await expect(name)
            return HTTPAnswer(status: .ok, statedLength: 0)
        case .deleteBucket(let name): return try await delete(name)
        case .bucketLocation(let name):
            try await expect(name)
            return S3Documents.location()
        case .listObjects(let name, let list): return try await self.list(name, list)
        case .deleteObjects(let name): return try await deleteMany(name, request)
        case .putObject(let name): return try await put(name, request)
        case .copyObject(let name, let origin): return try await copy(origin, to: name)
        case .getObject(let name): return try await get(name, request)
        case .headObject(let name): return try await head(name, request)
        case .deleteObject(let name):
            try await expect(name.bucket)
            try await store.write(nil, as: name)
            return HTTPAnswer(status: .noContent)
        }
    }

    // MARK: Buckets

    private func listBuckets() async throws(S3Error) -> HTTPAnswer {
        var records: [IndexRecord] = []
        var after = ""
        var isCut = true
        while isCut {
            let page = try await page(
                of: ObjectName.bucketOfBuckets, prefix: "", after: after,
                atMost: IndexClient.page)
            records += page.records
            (after, isCut) = (page.records.last?.name.key ?? after, page.isCut)
        }
        return S3Documents.buckets(records)
    }

    private func create(_ name: String) async throws(S3Error) -> HTTPAnswer {
        // As in Amazon's first region: who makes a bucket again, perhaps because the answer was lost, is content.
        if try await store.facts(of: .bucket(name)) == nil {
            try await store.write(store.newFacts(), as: .bucket(name))
        }
        return HTTPAnswer(status: .ok, headers: ["Location": "/" + name])
    }

    private func delete(_ name: String) async throws(S3Error) -> HTTPAnswer {
        await buckets.remove(name)
        try await expect(name)
        let page = try await page(of: name, prefix: "", after: "", atMost: 1)
        guard page.records.isEmpty else { throw .bucketNotEmpty }
        try await store.write(nil, as: .bucket(name))
        await buckets.remove(name)
        return HTTPAnswer(status: .noContent)
    }

    private func expect(_ bucket: String) async throws(S3Error) {
        if await buckets.contains(bucket) { return }
        guard try await store.facts(of: .bucket(bucket)) != nil else { throw .noSuchBucket }
        await buckets.add(bucket)
    }

    private func list(
        _ bucket: String, _ request: ListRequest
    ) async throws(S3Error) -> HTTPAnswer {
        try await expect(bucket)
        let page = try await ListPage.collect(request) { after, limit async throws(S3Error) in
            try await self.page(
                of: bucket, prefix: request.prefix, after: after, atMost: limit)
        }
        return S3Documents.list(page, of: bucket, request)
    }

    private func page(
        of bucket: String, prefix: String, after: String, atMost limit: Int
    ) async throws(S3Error) -> (records: [IndexRecord], isCut: Bool) {
        do throws(IndexRefusal) {
            return try await store.index.list(
                bucket, prefix: prefix, after: after, atMost: limit)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    private func deleteMany(
        _ bucket: String, _ request: HTTPRequest
    ) async throws(S3Error) -> HTTPAnswer {
        try await expect(bucket)
        let body = try ObjectUpload(request).bytes
        let asked = try DeleteRequest(body)
        var refused: [S3Documents.Refusal] = []
        for key in asked.keys {
            do throws(S3Error) {
                try await store.write(nil, as: ObjectName(bucket: bucket, key: key))
            } catch {
                refused.append(S3Documents.Refusal(key: key, error: error))
            }
        }
        return S3Documents.deleted(asked, refused)
    }

    // MARK: Objects

    private func put(_ name: ObjectName, _ request: HTTPRequest) async throws(S3Error) -> HTTPAnswer
    {
        try await expect(name.bucket)
        let upload = try ObjectUpload(request)
        try await store.put(upload, as: name)
        return HTTPAnswer(
            status: .ok,
            headers: [
                "ETag": "\"\(upload.etag)\"",
                "x-amz-checksum-crc32": Base64.text(of: upload.checksum),
            ])
    }

    private func copy(
        _ origin: ObjectName, to name: ObjectName
    ) async throws(S3Error) -> HTTPAnswer {
        try await expect(name.bucket)
        guard let (facts, bytes) = try await store.get(origin) else {
            throw try await missing(origin)
        }
        let upload = ObjectUpload(copyOf: facts, bytes: bytes)
        try await store.put(upload, as: name)
        return S3Documents.copied(facts)
    }

    private func get(_ name: ObjectName, _ request: HTTPRequest) async throws(S3Error) -> HTTPAnswer
    {
        guard let (facts, bytes) = try await store.get(name) else {
            throw try await missing(name)
        }
        return try ObjectAnswer.make(facts, bytes: bytes, request)
    }

    private func head(
        _ name: ObjectName, _ request: HTTPRequest
    ) async throws(S3Error) -> HTTPAnswer {
        guard let facts = try await store.facts(of: name) else { throw try await missing(name) }
        return try ObjectAnswer.make(facts, bytes: nil, request)
    }

    /// What it means that there is no such object.
    private func missing(_ name: ObjectName) async throws(S3Error) -> S3Error {
        try await expect(name.bucket)
        return .noSuchKey
    }
}
