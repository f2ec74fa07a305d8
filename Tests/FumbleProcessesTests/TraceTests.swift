import Foundation
import FumbleModel
import Testing

@testable import FumbleProcesses

/// What is asked of tools, what they report, and what a machine lacks.
@Suite struct TraceTests {
    @Test func everySecondCallFails() {
        let trouble = MachineTrouble.syscallError(call: "fsync", error: "EIO", every: 2)
        #expect(
            Traces.arguments(for: trouble) == [
                "-e", "trace=fsync", "-e", "inject=fsync:error=EIO:when=2+2",
            ])
        let slow = Traces.arguments(for: .slowDisk(by: .milliseconds(20)))
        #expect(slow?.last?.hasSuffix(":delay_enter=20000") == true)
        #expect(Traces.arguments(for: .clockSkew(by: .hours(1))) == nil)
    }

    /// A mark is counted once, also where it stands across the end of a piece that is read.
    @Test func marksAreCounted() throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "fumble-traces-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: file) }
        let mark = "(INJECTED)"
        let text =
            mark + String(repeating: "x", count: (1 << 20) - 15) + mark + "fsync(3) = 0" + mark
        try Data(text.utf8).write(to: file)
        #expect(Traces.count(mark, in: file.path()) == 3)
        #expect(Traces.count(mark, in: "/nonexistent") == 0)
    }

    @Test func onlyWhatIsDoneIsNeeded() {
        let servers = [ServerID(0)]
        let others = [ServerID(2), ServerID(3)]
        #expect(HostNeeds(for: [.crash(servers)]) == HostNeeds(for: []))
        let needs = HostNeeds(for: [
            .cutOff(servers), .burden(servers, .diskFull(of: ByteCount(bytes: 5))),
            .burden(servers, .diskFull(of: ByteCount(bytes: 7))),
            .burden(others, .clockSkew(by: .hours(1))),
        ])
        #expect(needs.isProxied && !needs.boundsMemory)
        #expect(needs.clocks == Set(others))
        #expect(needs.disk == ByteCount(bytes: 7))
    }

    @Test func aMachineWithoutToolsSaysWhichItLacks() {
        let machine = Machine(path: "/nonexistent")
        let error = MachineTrouble.syscallError(call: "fsync", error: "EIO", every: 1)
        #expect(machine.lack(for: .burden([], error))?.packages == ["strace"])
        #expect(machine.lack(for: .crash([])) == nil)
        let drift = MachineTrouble.configDrift(file: "a", from: "b", to: "c")
        #expect(machine.lack(for: .burden([], drift)) == nil)
    }

    @Test func endsOfToolsThatNobodyAsksForAreForgotten() {
        var tools = Tools(beyond: 4)
        let (first, second) = (tools.begin(), tools.begin())
        #expect(first == 4 && second == 5)
        tools.forget(4)
        let isHeard = tools.hear(.ended(server: 4, .exit(0)))
        let end = tools.takeEnd(of: 4)
        #expect(isHeard && end == nil)
        let isOfServer = tools.hear(.ended(server: 3, .exit(0)))
        #expect(!isOfServer)
        _ = tools.hear(.ended(server: 5, .exit(1)))
        let known = tools.takeEnd(of: 5)
        #expect(known == .ended(server: 5, .exit(1)))
        let again = tools.begin()
        #expect(again == 4)
    }
}
