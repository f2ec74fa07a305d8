import NIOCore
import NIOHTTP1

/// Answers what other servers ask, and what the server asks itself.
struct Desk: Sendable {
    let index: IndexServer?
    let placement: PlacementServer?
    let storage: StorageServer?
    let health: Health

    func answer(_ call: PeerCall) async -> Result<ByteBuffer, PeerRefusal> {
        do {
            return .success(try await perform(call))
        } catch let refusal as PeerRefusal {
            return .failure(refusal)
        } catch {
            return .failure(.malformed)
        }
    }

    /// The same as an answer of HTTP, for a question that came so.
    func answer(_ request: HTTPRequest) async -> HTTPAnswer {
        guard let verb = PeerVerb(rawValue: String(request.path.dropFirst(PeerCall.prefix.count)))
        else { return .text("", status: .notFound) }
        switch await answer(PeerCall(verb: verb, body: request.body)) {
        case .success(let bytes): return HTTPAnswer(status: .ok, body: bytes)
        case .failure(.notServing(let phase)): return .text(phase, status: .serviceUnavailable)
        case .failure(.failed(let reason)): return .text(reason, status: .internalServerError)
        case .failure: return .text("", status: .badRequest)
        }
    }

    private func perform(_ call: PeerCall) async throws -> ByteBuffer {
        switch call.verb.subsystem {
        case .index:
            guard let index else { throw PeerRefusal.malformed }
            return try await perform(call, on: index)
        case .placement:
            guard let placement else { throw PeerRefusal.malformed }
            return try await placement.allocate(AllocateQuestion(wire: call.body)).wire
        case .storage:
            guard let storage else { throw PeerRefusal.malformed }
            return try await perform(call, on: storage)
        case nil: return await health.phases.wire
        case .gateway, .billing, .status: throw PeerRefusal.malformed
        }
    }

    private func perform(_ call: PeerCall, on index: IndexServer) async throws -> ByteBuffer {
        let body = call.body
        switch call.verb {
        case .indexKeep: return try await index.keep(IndexRecord(wire: body)).wire
        case .indexFind: return try await index.find(ObjectName(wire: body)).wire
        case .indexList: return try await index.list(ListQuestion(wire: body)).wire
        case .indexUsage: return try await index.usage(of: Int(wire: body)).wire
        case .indexDigest: return try await index.digest(of: Int(wire: body)).wire
        case .indexCopy: return try await index.records(in: CellSlot(wire: body)).wire
        case .indexPulse: return await index.pulse.wire
        default: throw PeerRefusal.malformed
        }
    }

    private func perform(_ call: PeerCall, on storage: StorageServer) async throws -> ByteBuffer {
        var reader = WireReader(call.body)
        let blob = try reader.value(BlobID.self)
        switch call.verb {
        case .storageKeep: try await storage.keep(reader.rest(), as: blob)
        case .storageRead: return try await storage.read(blob)
        case .storageRemove: try await storage.remove(blob)
        default: throw PeerRefusal.malformed
        }
        return ByteBuffer()
    }
}
