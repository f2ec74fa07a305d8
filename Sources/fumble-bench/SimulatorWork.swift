internal import FumbleSimulator

/// One known amount of work of the simulator's kernel; prints, as one line of JSON, how much it was and
/// how long it took.
struct SimulatorWork {
    private let kind: Kind
    private let servers: Int
    private let amount: Int
    private let seed: UInt64

    private enum Kind: String {
        case machineRepair = "machine-repair"
        case sharedQueue = "shared-queue"
    }

    /// Of servers, and of anything to be done with them.
    private static let most = 2_000_000_000

    /// - Parameter words: `(machine-repair|shared-queue) SERVERS AMOUNT SEED`.
    init?(_ words: [String]) {
        let numbers = words.dropFirst().compactMap { Int($0) }
        guard let kind = words.first.flatMap(Kind.init), numbers.count == 3,
            words.count == 4, numbers.allSatisfy({ $0 > 0 && $0 <= Self.most })
        else { return nil }
        self.kind = kind
        (servers, amount, seed) = (numbers[0], numbers[1], UInt64(numbers[2]))
    }

    func run() -> Bool {
        let clock = ContinuousClock()
        let began = clock.now
        let work =
            switch kind {
            case .machineRepair:
                SimulatorBench.machineRepair(servers: servers, events: amount, seed: seed)
            case .sharedQueue:
                SimulatorBench.sharedQueue(servers: servers, requests: amount, seed: seed)
            }
        let seconds = (clock.now - began) / .seconds(1)
        let wait = work.meanWait.map { "\($0)" } ?? "null"
        print(
            "{\"events\": \(work.events), \"hash\": \"\(work.hash)\", \"mean-wait\": \(wait), "
                + "\"seconds\": \(seconds)}")
        return true
    }
}
