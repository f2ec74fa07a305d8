import FumbleModel
import Testing

@testable import FumbleEngine

/// What undoes one deed leaves the others as they are.
@Suite struct UndoTests {
    private static let servers = [ServerID(0), ServerID(1)]

    private static func ledger(_ troubles: MachineTrouble...) -> DeedLedger {
        var ledger = DeedLedger()
        for trouble in troubles {
            let number = ledger.add(
                path: "method", kind: trouble.word, commands: [.burden(servers, trouble)],
                undo: [.relieve(servers, trouble)], revertAt: nil)
            ledger.happened(number)
        }
        return ledger
    }

    private static func undo(ofFirstOf ledger: DeedLedger) -> [FleetCommand] {
        ledger.deeds.first.map { DeedLedger.undo($0, leaving: ledger.deeds) } ?? []
    }

    private static func drift(_ file: String, to text: String) -> MachineTrouble {
        .configDrift(file: file, from: "a", to: text)
    }

    @Test func oneFileIsChangedAgainWhereAnotherDeedHadChangedIt() {
        let (first, second) = (Self.drift("a.conf", to: "b"), Self.drift("a.conf", to: "c"))
        #expect(
            Self.undo(ofFirstOf: Self.ledger(first, second)) == [
                .relieve(Self.servers, first), .burden(Self.servers, second),
            ])
    }

    @Test func anotherFileIsLeftAlone() {
        let first = Self.drift("a.conf", to: "b")
        let ledger = Self.ledger(first, Self.drift("b.conf", to: "b"), .slowDisk(by: .seconds(1)))
        #expect(Self.undo(ofFirstOf: ledger) == [.relieve(Self.servers, first)])
    }
}

extension UndoTests {
    /// What else is wrong with the ways of others stays as it is by itself.
    @Test func aFaultOnTheWaysOfOthersIsLeftAlone() {
        let fleet = Sample.fleet()
        let slow = LinkTrouble.latency(by: .seconds(1), jitter: .zero)
        func ledger(_ ends: LinkEnds...) -> DeedLedger {
            var ledger = DeedLedger()
            for ends in ends {
                let number = ledger.add(
                    path: "method", kind: "latency",
                    commands: [.disturb([ServerID(0)], slow, from: ends)],
                    undo: [.soothe([ServerID(0)], slow, from: ends)], revertAt: nil)
                ledger.happened(number)
            }
            return ledger
        }
        func undo(_ ledger: DeedLedger) -> [FleetCommand] {
            ledger.deeds.first.map { DeedLedger.undo($0, leaving: ledger.deeds) } ?? []
        }
        let clients = LinkEnds(["clients"], of: fleet)
        #expect(undo(ledger(clients, .everybody)) == [.soothe([ServerID(0)], slow, from: clients)])
        #expect(undo(ledger(clients, clients)).count == 2)
    }

    @Test func whatUndoesItSaysWhoseWaysItIsOn() {
        let fleet = Sample.fleet()
        let words = UndoWords(fleet, Topology(fleet))
        let ends = LinkEnds(["clients", "index-0"], of: fleet)
        #expect(
            words.text([.soothe([ServerID(0), ServerID(4)], .partition, from: ends)])
                == "what undoes it: end the partition to shared-0, index-0 from clients and "
                + "index-0")
    }
}
