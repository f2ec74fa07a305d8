import NIOCore

/// Objects, put together of what the index, placement and storage servers do.
struct ObjectStore: Sendable {
    let index: IndexClient
    private let placements: [String]
    private let peers: Peers
    private let clock: WallClock

    /// So often is a write tried: because another of the same name was faster, or a storage server refused.
    private static let mostAttempts = 4

    init(_ cluster: Cluster, peers: Peers, clock: WallClock) {
        index = IndexClient(cluster, peers: peers)
        placements = cluster.servers(carrying: .placement).map(\.name)
        self.peers = peers
        self.clock = clock
    }

    /// Writes the bytes, then what is known of them, and then removes what they took the place of.
    func put(_ upload: ObjectUpload, as name: ObjectName) async throws(S3Error) {
        var counter = clock.now()
        var avoiding: [String] = []
        for _ in 0..<Self.mostAttempts {
            let location = try await allocate(upload.bytes.readableBytes, avoiding: avoiding)
            let refused = await keep(upload.bytes, at: location)
            if !refused.isEmpty {
                avoiding += refused
                continue
            }
            let facts = ObjectFacts(
                size: upload.bytes.readableBytes, etag: upload.etag, checksum: upload.checksum,
                modified: clock.now() / 1000, headers: upload.headers, location: location)
            switch await write(facts, as: name, counter: counter) {
            case .done: return
            case .overtaken(let highest): counter = highest + 1
            case .failed(let reason): throw .unavailable(reason)
            }
        }
        throw .unavailable("no attempt of \(Self.mostAttempts) to write it went through")
    }

    /// Writes something that has no bytes, or with nil that a name was deleted.
    func write(_ facts: ObjectFacts?, as name: ObjectName) async throws(S3Error) {
        var counter = clock.now()
        for _ in 0..<Self.mostAttempts {
            switch await write(facts, as: name, counter: counter) {
            case .done: return
            case .overtaken(let highest): counter = highest + 1
            case .failed(let reason): throw .unavailable(reason)
            }
        }
        throw .unavailable("others kept writing the same name")
    }

    func facts(of name: ObjectName) async throws(S3Error) -> ObjectFacts? {
        do throws(IndexRefusal) {
            return try await index.read(name)
        } catch {
            throw .unavailable("\(error)")
        }
    }

    /// The object with its bytes; nil where there is none.
    ///
    /// Its bytes may be gone because it was overwritten since the index was asked; then it is asked again.
    func get(
        _ name: ObjectName
    ) async throws(S3Error) -> (facts: ObjectFacts, bytes: ByteBuffer)? {
        var last: Location?
        while true {
            guard let facts = try await facts(of: name) else { return nil }
            guard let location = facts.location, location != last else {
                throw .internalError("no storage server gives the bytes of the object")
            }
            if let bytes = await read(location) { return (facts, bytes) }
            last = location
        }
    }

    func newFacts() -> ObjectFacts { ObjectFacts(modified: clock.now() / 1000) }

    private enum Outcome {
        case done
        case overtaken(by: UInt64)
        case failed(String)
    }

    private func write(
        _ facts: ObjectFacts?, as name: ObjectName, counter: UInt64
    ) async -> Outcome {
        var chance = SystemRandomNumberGenerator()
        let version = Version(counter: counter, nonce: chance.next())
        do throws(IndexRefusal) {
            let displaced = try await index.write(facts, as: name, version: version)
            await remove(displaced)
            return .done
        } catch {
            switch error {
            case .overtaken(let highest): return .overtaken(by: highest)
            case .noQuorum: return .failed("\(error)")
            }
        }
    }

    /// Asks one placement server after the other.
    private func allocate(
        _ size: Int, avoiding: [String]
    ) async throws(S3Error) -> Location {
        let question = AllocateQuestion(size: size, avoiding: avoiding)
        var reason = "no server carries placement"
        for name in placements {
            do throws(PeerRefusal) {
                return try await peers.ask(
                    name, .placementAllocate, question, for: Location.self)
            } catch {
                reason = "\(name) \(error)"
            }
        }
        throw .unavailable("placement does not answer: \(reason)")
    }

    /// - Returns: the storage servers that did not take the bytes.
    private func keep(_ bytes: ByteBuffer, at location: Location) async -> [String] {
        var writer = WireWriter(into: ByteBuffer())
        writer.write(location.blob)
        writer.write(rest: bytes)
        let call = PeerCall(verb: .storageKeep, body: writer.bytes)
        return await withTaskGroup(of: String?.self) { group in
            for server in location.servers {
                group.addTask {
                    do {
                        _ = try await peers.ask(server, call)
                        return nil
                    } catch {
                        return server
                    }
                }
            }
            return await group.reduce(into: []) { refused, server in
                if let server { refused.append(server) }
            }
        }
    }

    private func read(_ location: Location) async -> ByteBuffer? {
        let call = PeerCall(verb: .storageRead, body: location.blob.wire)
        for server in location.servers {
            if let bytes = try? await peers.ask(server, call) { return bytes }
        }
        return nil
    }

    /// Bytes that nothing points to any more; what cannot be removed now stays, and costs only its place.
    private func remove(_ locations: [Location]) async {
        for location in locations {
            let call = PeerCall(verb: .storageRemove, body: location.blob.wire)
            await peers.tell(location.servers, call)
        }
    }
}
