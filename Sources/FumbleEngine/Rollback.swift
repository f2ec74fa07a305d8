import FumbleModel

/// Undoes whatever fumble did that is still in force, the last first.
///
/// It and the closing are all of a run that outlives a cancel: each runs in a task of its own, which
/// nothing cancels. An undo that fails is told, and the others are done all the same; where the whole
/// fleet is gone that is told once.
struct Rollback<F: Fleet>: Sendable {
    private(set) var fleet: F
    private(set) var ledger: DeedLedger
    /// What is to be written down.
    private(set) var records: [RunEvent.What] = []
    /// What could not be undone; empty: nothing is left.
    private(set) var failures: [String] = []
    /// Whether nothing is left that could be undone.
    private var isGone = false

    /// - Returns: the rollback when it is done, with the fleet as it then is.
    static func run(_ fleet: F, _ ledger: DeedLedger) async -> Rollback<F> {
        let task = Task {
            var rollback = Rollback(fleet: fleet, ledger: ledger)
            await rollback.undoAll()
            return rollback
        }
        return await task.value
    }

    private init(fleet: F, ledger: DeedLedger) {
        self.fleet = fleet
        self.ledger = ledger
    }

    private mutating func undoAll() async {
        for deed in ledger.deeds.reversed() {
            if deed.isInForce, !isGone { await undo(deed) }
            ledger.undone(deed.number)
        }
    }

    private mutating func undo(_ deed: Deed) async {
        var isUndone = true
        for command in DeedLedger.undo(deed, leaving: ledger.deeds) {
            do throws(FleetError) {
                try await fleet.apply(command)
            } catch .gone(let reason) {
                isGone = true
                failures.append(reason)
                return
            } catch {
                isUndone = false
                let failure = "\(deed.path): \(deed.kind) was not undone: \(error.reason)"
                failures.append(failure)
                records.append(.note(failure))
            }
        }
        if isUndone { records.append(.reverted(path: deed.path, kind: deed.kind)) }
    }
}

/// Ends a fleet, whatever was cancelled before.
struct Closing<F: Fleet>: Sendable {
    let fleet: F
    /// What could not be ended; nil: nothing is left.
    let failure: String?

    static func run(_ fleet: F) async -> Closing<F> {
        let task = Task {
            var fleet = fleet
            do throws(FleetError) {
                try await fleet.close()
                return Closing(fleet: fleet, failure: nil)
            } catch {
                return Closing(fleet: fleet, failure: error.reason)
            }
        }
        return await task.value
    }
}
