import Foundation
import FumbleModel
import Testing

@testable import FumbleProcesses

/// What servers print: milestones in it, and that it fills no disk.
@Suite struct LogWatchTests {
    private let folder = FileManager.default.temporaryDirectory
        .appending(path: "fumble-log-\(UUID().uuidString)")

    private func layout() -> Layout {
        let program = ProgramSpec(
            group: 0, position: SourcePosition(file: "f.yaml", line: 1, column: 1), run: [],
            environment: [], files: [], ports: [],
            ready: .init(sign: .accepts(port: "client"), within: .seconds(1)), serves: nil,
            stop: .init(signal: .terminate, within: .seconds(1)),
            milestones: [
                MilestoneSpec(subsystem: SubsystemID(0), what: .phase(.load), holds: "phase load"),
                MilestoneSpec(subsystem: SubsystemID(0), what: .named("ready"), holds: "ready"),
            ])
        let spec = ProcessFleetTests.spec(
            processes: ProcessesSpec(programs: [program], asks: []))
        var pool = PortPool(salt: 1)
        return Layout(
            spec, topology: Topology(spec), folder: folder.path(), seed: 1, isProxied: false,
            pool: &pool)
    }

    private func making<Value>(_ body: (Layout) throws -> Value) throws -> Value {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(layout())
    }

    private func append(_ text: String, to path: String) throws {
        let file = open(path, O_WRONLY | O_CREAT | O_APPEND, 0o644)
        try #require(file >= 0)
        defer { close(file) }
        let bytes = Array(text.utf8)
        #expect(write(file, bytes, bytes.count) == bytes.count)
    }

    @Test func eachMilestoneIsReachedOnceAStartByAWholeLine() throws {
        try making { layout in
            var watch = LogWatch(layout)
            let log = layout.log(of: 0)
            #expect(watch.look(at: 0) == [])
            try append("12:01 phase lo", to: log)
            #expect(watch.look(at: 0) == [])
            try append("ad of index\nphase load\nnews\n", to: log)
            #expect(watch.look(at: 0).map(\.what) == [.phase(.load)])
            try append("phase load\nready\nready", to: log)
            #expect(watch.look(at: 0).map(\.what) == [.named("ready")])
            watch.forget(0)
            try append("\nphase load\n", to: log)
            #expect(watch.look(at: 0).map(\.what) == [.phase(.load)])
        }
    }

    @Test func aLogThatGrowsForeverKeepsItsHeadAndItsTail() throws {
        try making { layout in
            let log = layout.log(of: 0)
            var watch = LogWatch(layout)
            let line = String(repeating: "x", count: 1_023) + "\n"
            let piece = String(repeating: line, count: 1_024)
            try append("the first line\n", to: log)
            for _ in 0..<40 {
                try append(piece, to: log)
                _ = watch.look(at: 0)
            }
            try append("phase load\n", to: log)
            #expect(watch.look(at: 0).map(\.what) == [.phase(.load)])
            var status = stat()
            #expect(stat(log, &status) == 0)
            let most = ServerLog.head + ServerLog.live * 2 + piece.utf8.count
            #expect(Int(status.st_blocks) * 512 <= most, "it takes \(status.st_blocks) blocks")
            let kept = try #require(ServerLog(of: "shared-0", at: log))
            #expect(kept.bytes.count < ServerLog.head + ServerLog.tail + 100)
            let text = String(decoding: kept.bytes, as: UTF8.self)
            #expect(text.hasPrefix("the first line\nxxx"))
            #expect(text.hasSuffix("xxx\nphase load\n"))
            #expect(text.contains("\n[fumble: "))
        }
    }

    @Test func aShortLogIsKeptWhole() throws {
        try making { layout in
            try append("one\ntwo", to: layout.log(of: 0))
            let kept = ServerLog(of: "shared-0", at: layout.log(of: 0))
            #expect(kept?.bytes == Array("one\ntwo".utf8))
            #expect(ServerLog(of: "shared-1", at: layout.log(of: 1)) == nil)
        }
    }
}
