/// What servers ask of each other.
enum PeerVerb: String, CaseIterable, Sendable {
    case indexKeep = "index/keep"
    case indexFind = "index/find"
    case indexList = "index/list"
    case indexUsage = "index/usage"
    case indexDigest = "index/digest"
    case indexCopy = "index/copy"
    case indexPulse = "index/pulse"
    case placementAllocate = "placement/allocate"
    case storageKeep = "storage/keep"
    case storageRead = "storage/read"
    case storageRemove = "storage/remove"
    case serverPhases = "server/phases"

    /// Whom it is for; nil: every server.
    var subsystem: Subsystem? {
        switch self {
        case .indexKeep, .indexFind, .indexList, .indexUsage, .indexDigest, .indexCopy,
            .indexPulse:
            .index
        case .placementAllocate: .placement
        case .storageKeep, .storageRead, .storageRemove: .storage
        case .serverPhases: nil
        }
    }
}
