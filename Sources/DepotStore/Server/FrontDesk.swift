import NIOHTTP1

/// Sends each request that comes in at a server's port to whom it is for.
struct FrontDesk: Sendable {
    private let parts: Parts
    private let health: Health

    init(_ parts: Parts, health: Health) {
        self.parts = parts
        self.health = health
    }

    func answer(_ request: HTTPRequest) async -> HTTPAnswer {
        if request.path.hasPrefix(PeerCall.prefix) { return await parts.desk.answer(request) }
        let isPage = request.method == .GET || request.method == .HEAD
        if isPage, let answer = await page(request.path) { return answer }
        guard let gateway = parts.gateway else {
            return .text("this server carries no gateway\n", status: .notFound)
        }
        return await gateway.answer(request)
    }

    /// The pages beside the buckets; no bucket can be named as they are.
    private func page(_ path: Substring) async -> HTTPAnswer? {
        let names = path.split(separator: "/")
        guard let first = names.first else { return nil }
        if first == "health" {
            guard names.count > 1 else { return await health.answer(for: nil) }
            let subsystem = Subsystem(rawValue: String(names[1]))
            let answer = subsystem == nil ? nil : await health.answer(for: subsystem)
            return answer ?? .text("this server does not carry that\n", status: .notFound)
        }
        guard names.count == 1 else { return nil }
        switch Subsystem(rawValue: String(first)) {
        case .billing: return await parts.billing?.answer()
        case .status: return await parts.status?.answer()
        default: return nil
        }
    }
}
