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
        let words = UndoWords(fleet)
        let ends = LinkEnds(["clients", "index-0"], of: fleet)
        #expect(
            words.text([.soothe([ServerID(0), ServerID(4)], .partition, from: ends)])
                == "what undoes it: end the partition to shared-0, index-0 from clients and "
                + "index-0")
    }
}

/// Two faults that keep servers away in the same way, or start them anew while another stands.
extension UndoTests {
    private static func ledger(_ deeds: [(FleetCommand, undo: FleetCommand)]) -> DeedLedger {
        var ledger = DeedLedger()
        for (command, undo) in deeds {
            ledger.happened(
                ledger.add(
                    path: "method", kind: "fault", commands: [command], undo: [undo],
                    revertAt: nil))
        }
        return ledger
    }

    private static func ids(_ servers: Int...) -> [ServerID] { servers.map { ServerID($0) } }

    /// Hung for 12 s, and three more with it for 3 s of them.
    @Test func whoIsAwayByTwoFaultsComesBackWithTheLast() {
        let (few, all) = (Self.ids(0, 1), Self.ids(0, 1, 2))
        let pairs: [([ServerID]) -> (FleetCommand, undo: FleetCommand)] = [
            { (.hang($0), .resume($0)) }, { (.crash($0), .start($0)) },
            { (.cutOff($0), .reconnect($0)) }, { (.remove($0), .add($0)) },
        ]
        for pair in pairs {
            let ledger = Self.ledger([pair(few), pair(all)])
            let (first, second) = (ledger.deeds[0], ledger.deeds[1])
            #expect(DeedLedger.undo(second, leaving: [first]) == [pair(Self.ids(2)).undo])
            #expect(DeedLedger.undo(first, leaving: []) == [pair(few).undo])
            #expect(DeedLedger.undo(first, leaving: [second]) == [])
        }
        // Both are down, however they came to be.
        let mixed = Self.ledger([(.stop(few), .start(few)), (.crash(all), .start(all))])
        #expect(
            DeedLedger.undo(mixed.deeds[1], leaving: [mixed.deeds[0]]) == [.start(Self.ids(2))])
        // One that did not happen keeps nobody away.
        var idle = DeedLedger()
        for servers in [few, all] {
            _ = idle.add(
                path: "method", kind: "hang", commands: [.hang(servers)],
                undo: [.resume(servers)], revertAt: nil)
        }
        #expect(DeedLedger.undo(idle.deeds[1], leaving: idle.deeds) == [.resume(all)])
    }

    /// A new process hangs by nothing, and is cut off by nothing.
    @Test func whatStandsIsDoneAgainToServersThatStart() {
        let ledger = Self.ledger([
            (.hang(Self.ids(0, 1)), .resume(Self.ids(0, 1))),
            (.cutOff(Self.ids(2)), .reconnect(Self.ids(2))),
            (.crash(Self.ids(1, 2, 3)), .start(Self.ids(1, 2, 3))),
        ])
        #expect(
            DeedLedger.undo(ledger.deeds[2], leaving: ledger.deeds) == [
                .start(Self.ids(1, 2, 3)), .hang(Self.ids(1)), .cutOff(Self.ids(2)),
            ])
    }
}
