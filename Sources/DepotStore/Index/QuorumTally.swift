/// Counts answers until they decide: enough of those wanted, or too many of the others.
struct QuorumTally: Sendable {
    let needed: Int
    private var open: Int
    private(set) var agreed = 0
    /// What the last of those said that did not agree.
    private(set) var reason = "nobody answered"

    init(of asked: Int, needed: Int) {
        open = asked
        self.needed = needed
    }

    mutating func agree() {
        open -= 1
        agreed += 1
    }

    mutating func refuse(_ refusal: PeerRefusal, by server: String) {
        open -= 1
        reason = "\(server) \(refusal)"
    }

    var isReached: Bool { agreed >= needed }

    var isOutOfReach: Bool { agreed + open < needed }
}
