import Glibc
import NIOCore
import SystemPackage
import Testing

@testable import DepotStore

/// Index servers keep what a quorum of them acknowledged, whatever happens to one of them.
@Suite(.timeLimit(.minutes(30))) struct QuorumTests {
    private static let names = ["index-1", "index-2", "index-3"]

    private func startAll(_ fleet: TestFleet) async throws {
        try await fleet.start("index-1", "index-2", "index-3")
        try await fleet.wait(for: "ready", of: "index-1", "index-2", "index-3")
    }

    @Test func oneOfThreeIsMissedByNobody() async throws {
        try await TestFleet.use(index: 3, cells: 4, quorum: 2) { fleet in
            try await startAll(fleet)
            for number in 1...20 { try await fleet.client.write("\(number)", number: number) }
            try await fleet.stop("index-2")
            for number in 10...30 {
                try await fleet.client.write("\(number)", number: number + 100)
            }
            for number in 1...9 { #expect(try await fleet.client.read("\(number)") == number) }
            let list = try await fleet.client.list("bucket", prefix: "", after: "", atMost: 100)
            #expect(list.records.count == 30 && !list.isCut)

            // It comes back and copies what it missed: enough to serve with the other one.
            try await fleet.start("index-2")
            try await fleet.wait(for: "copied", of: "index-2")
            try await fleet.wait(for: "ready", of: "index-2")
            try await fleet.stop("index-1")
            for number in 10...30 {
                #expect(try await fleet.client.read("\(number)") == number + 100)
            }
        }
    }

    /// What it has logged for years it reads at its next start, and a full restart leaves it out.
    @Test func aServerMayBeginWithTheLogOfYears() async throws {
        try await TestFleet.use(index: 3, quorum: 2) { fleet in
            try await fleet.start("index-1", "index-2", "index-3", agedBy: 500)
            try await fleet.wait(for: "ready", of: "index-1", "index-2", "index-3")
            #expect(await fleet.said(by: "index-1").contains("log 0 records, 0 bytes"))
            try await fleet.client.write("key", number: 1)
            try await fleet.stop("index-1")
            try await fleet.start("index-1", agedBy: 500)
            try await fleet.wait(for: "index whole", of: "index-1")
            try await fleet.wait(for: "ready", of: "index-1")
            // Two of three acknowledge a write: it need not be one of them.
            let lengths = ["log 500 records", "log 501 records"]
            #expect(
                await fleet.said(by: "index-1").contains { line in
                    lengths.contains { line.hasPrefix($0) }
                })
            try await fleet.stop("index-1", "index-2", "index-3")
            try await fleet.start("index-1", "index-2", "index-3", agedBy: 500)
            try await fleet.wait(
                for: "log compacted from 501 to 1", of: "index-1", "index-2", "index-3")
            #expect(try await fleet.client.read("key") == 1)
        }
    }

    /// The highest version stays, and who brings a lower one is told.
    @Test func whoIsOvertakenIsTold() async throws {
        try await TestFleet.use(index: 3, quorum: 2) { fleet in
            try await startAll(fleet)
            try await fleet.client.write("key", number: 7)
            await #expect(throws: IndexRefusal.overtaken(by: 7)) {
                try await fleet.client.write("key", number: 3)
            }
            #expect(try await fleet.client.read("key") == 7)
        }
    }

    /// Without a quorum a cell stops; the survivor does not come back by itself, whoever else does.
    @Test func aCellThatLostItsQuorumComesBackByRestartOnly() async throws {
        try await TestFleet.use(index: 3, quorum: 2) { fleet in
            try await startAll(fleet)
            try await fleet.client.write("key", number: 1)
            try await fleet.stop("index-1", "index-2")
            try await fleet.wait(for: "phase stopped", of: "index-3")
            await #expect(throws: IndexRefusal.self) { try await fleet.client.read("key") }

            // With the survivor stopped, one that is started again has no quorum; two have.
            try await fleet.start("index-1")
            try await fleet.wait(for: "phase replay", of: "index-1")
            await #expect(throws: IndexRefusal.self) { try await fleet.client.read("key") }
            try await fleet.start("index-2")
            try await fleet.wait(for: "ready", of: "index-1", "index-2")
            #expect(try await fleet.client.read("key") == 1)
            #expect(await !fleet.said(by: "index-3").suffix(1).contains("ready"))

            try await fleet.stop("index-3")
            try await fleet.start("index-3")
            try await fleet.wait(for: "ready", of: "index-3")
        }
    }

    /// A log with a byte changed is cut there, and the server copies from so many that nothing is missing.
    @Test func damageIsMendedFromTheOthers() async throws {
        try await TestFleet.use(index: 3, quorum: 2) { fleet in
            try await startAll(fleet)
            for number in 1...20 { try await fleet.client.write("\(number)", number: number) }
            try await fleet.stop("index-1", "index-2", "index-3")
            let path = fleet.data(of: "index-1").appending("index").appending("log")
            let log = try OpenFile.open(path, .readWrite)
            let size = try log.seek(offset: 0, from: .end)
            _ = try log.writeAll(toAbsoluteOffset: size / 2, [0xFF, 0x00, 0xFF])
            try log.close()

            try await startAll(fleet)
            #expect(await fleet.said(by: "index-1").contains { $0.hasPrefix("log corrupt") })
            try await fleet.stop("index-2")
            for number in 1...20 { #expect(try await fleet.client.read("\(number)") == number) }
        }
    }

    /// With two disks of three gone nobody may pretend that nothing was ever kept.
    @Test func aFreshDiskDoesNotServeFromOneOther() async throws {
        try await TestFleet.use(index: 3, quorum: 2) { fleet in
            try await startAll(fleet)
            try await fleet.client.write("key", number: 1)
            try await fleet.stop("index-1", "index-2", "index-3")
            for name in ["index-1", "index-2"] {
                let folder = fleet.data(of: name).appending("index")
                for file in ["log", "whole"] { unlink(folder.appending(file).string) }
            }
            try await fleet.start("index-1", "index-2", "index-3")
            try await fleet.wait(for: "phase replay", of: "index-1", "index-2", "index-3")
            await #expect(throws: IndexRefusal.self) { try await fleet.client.read("key") }
        }
    }

    /// One fresh disk among three is filled from the other two.
    @Test func aFreshDiskIsFilled() async throws {
        try await TestFleet.use(index: 3, quorum: 2) { fleet in
            try await startAll(fleet)
            for number in 1...20 { try await fleet.client.write("\(number)", number: number) }
            try await fleet.stop("index-1")
            for file in ["log", "whole"] {
                unlink(fleet.data(of: "index-1").appending("index").appending(file).string)
            }
            try await fleet.start("index-1")
            try await fleet.wait(for: "ready", of: "index-1")
            try await fleet.stop("index-2")
            for number in 1...20 { #expect(try await fleet.client.read("\(number)") == number) }
        }
    }

    /// Damage where nobody else has the records is not passed over.
    @Test func aloneItRefusesToServeADamagedLog() async throws {
        try await TestFleet.use(index: 1, quorum: 1) { fleet in
            try await fleet.start("index-1")
            try await fleet.wait(for: "ready", of: "index-1")
            for number in 1...3 { try await fleet.client.write("\(number)", number: number) }
            try await fleet.stop("index-1")
            let path = fleet.data(of: "index-1").appending("index").appending("log")
            let log = try OpenFile.open(path, .readWrite)
            _ = try log.writeAll(toAbsoluteOffset: 40, [0xFF, 0x00, 0xFF])
            try log.close()
            try await fleet.start("index-1")
            #expect("\(try #require(await fleet.end(of: "index-1")))".contains("corrupt at byte 0"))
        }
    }
}
