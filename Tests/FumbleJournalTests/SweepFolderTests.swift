import FumbleModel
import SystemPackage
import Testing

@testable import FumbleJournal

/// A sweep on disk: what was finished is there, whatever happened after.
@Suite final class SweepFolderTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()

    private func header(hash: String = "h", varied: [VariedInput] = []) -> SweepHeader {
        SweepHeader(
            experiment: "drill", experimentHash: hash, build: "0.1.0", fleetKind: "simulated",
            inputs: [], varied: varied, isSwarm: false, operations: ["get"], responds: false,
            method: [MethodPart(name: "method", digest: "d")])
    }

    private func record(
        _ header: SweepHeader, seeds: ClosedRange<UInt64> = 1...5, binary: String = "b"
    ) -> SweepRecord {
        SweepRecord(
            header: header, file: "drill.yaml", given: [], seeds: seeds, shard: nil, binary: binary
        )
    }

    private func line(_ seed: Int, varied: String = "{}") -> String {
        """
        {"seed":\(seed),"status":"completed","status_reason":null,"outcome":"deviated",\
        "headline":"h","deviations":["expect.get_all"],\
        "deviated_at":{"expect.get_all":"a.yaml:3:5"},"not_asked":[],"run":null,"recovery":\
        {"injected_at_s":300,"time_to_symptom_s":10,"undetected":true,"time_to_recover_s":\
        \(seed).5,"rode_through":false,"lost_requests":1.25,"depth":0.5,"censored":false,\
        "observed_for_s":3300,"relapses":1,"by_operation":{"get":{"time_to_recover_s":\(seed),\
        "depth":0.25}}},"events":12,"events_hash":"00000000000000ff","varied":\(varied),\
        "promises_broken":["capacity of index"],"guards":[{"guard":"floor","false_stops":1,\
        "decided_in_s":0.04}]}
        """
    }

    @Test func whatWasWrittenIsReadBack() throws {
        let folder = SweepFolder("\(scratch.path)/s")
        let varied = [VariedInput(name: "rate", values: ["2 per 5m"])]
        let lines = try folder.begin(record(header(varied: varied)))
        try lines.append(line(3, varied: #"{"rate":"2 per 5m"}"#))
        let seed = try #require(try folder.seeds(of: header(varied: varied)).first)
        #expect(seed.seed == 3 && seed.outcome == .deviated && seed.events == 12)
        #expect(seed.recovery.timeToRecover == .milliseconds(3_500))
        #expect(seed.recovery.lostRequests == 1.25 && seed.recovery.isUndetected)
        #expect(seed.byOperation.first?.recovery.timeToRecover == .seconds(3))
        #expect(seed.varied == [Plan.Input(name: "rate", value: "2 per 5m")])
        #expect(seed.guards.first?.decidedIn == .milliseconds(40))
        #expect(seed.promisesBroken == ["capacity of index"] && seed.eventsHash == 255)
        let place = SourcePosition(file: "a.yaml", line: 3, column: 5)
        #expect(seed.places == ["expect.get_all": place])
    }

    /// Cut off at every byte: whole lines stay, the last is not there, and more can be added.
    @Test func aLineThatWasCutOffIsNotThere() throws {
        let text = (1...3).map { line($0) + "\n" }.joined()
        let bytes = [UInt8](text.utf8)
        let ends = bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }
        for cut in Array(stride(from: 0, through: bytes.count, by: 7)) + [bytes.count] {
            let folder = SweepFolder("\(scratch.path)/cut")
            do {
                _ = try folder.begin(record(header()))
                Scratch.write(Array(bytes.prefix(cut)), to: folder.linesPath.string)
            }
            let whole = ends.count { $0 < cut }
            #expect(try folder.seeds(of: header()).count == whole)
            let lines = try folder.begin(record(header()))
            try lines.append(line(9))
            #expect(try folder.seeds(of: header()).map(\.seed).last == 9)
            #expect(try folder.seeds(of: header()).count == whole + 1)
        }
    }

    @Test func oneProcessWritesAtATime() throws {
        let folder = SweepFolder("\(scratch.path)/s")
        let lines = try folder.begin(record(header()))
        let error = #expect(throws: JournalError.self) { try folder.begin(record(header())) }
        #expect(error?.cause == "another sweep is writing it")
        try lines.sync()
    }

    @Test func anotherSweepIsRefusedByName() throws {
        let folder = SweepFolder("\(scratch.path)/s")
        do { _ = try folder.begin(record(header())) }
        let more = try folder.begin(record(header(), seeds: 1...50))
        try more.sync()
        let others: [(SweepRecord, String)] = [
            (record(header(hash: "i")), "as its files were before they changed"),
            (record(header(), binary: "c"), "another build of fumble"),
            (
                record(header(varied: [VariedInput(name: "a", values: ["1"])])),
                "varies other inputs"
            ),
        ]
        for (other, reason) in others {
            let error = #expect(throws: JournalError.self) { try folder.begin(other) }
            #expect(error?.what == .taken && error?.cause.contains(reason) == true)
        }
        Scratch.write([1], to: "\(scratch.path)/mine")
        let error = #expect(throws: JournalError.self) {
            try SweepFolder(scratch.path).begin(record(header()))
        }
        #expect(error?.cause == "it holds mine, which is no sweep's")
    }

    @Test func aNewerRecordIsRefusedByName() throws {
        let folder = SweepFolder("\(scratch.path)/s")
        do { _ = try folder.begin(record(header())) }
        let path = folder.recordPath.string
        let text = String(decoding: Scratch.read(path), as: UTF8.self)
        Scratch.write(
            [UInt8](
                text.split(separator: "sweep-record/1").joined(separator: "sweep-record/2").utf8),
            to: path)
        let error = #expect(throws: JournalError.self) { try folder.record() }
        #expect(error?.what == .newer)
    }

    @Test func documentsThatAreNoSweepsSayWhatIsWrong() {
        let broken: [(String, JournalError.What, String)] = [
            ("{}", .notRead, "no sweep and no baseline"),
            (#"{"schema":"fumble.verdict/1"}"#, .notRead, "no sweep and no baseline"),
            (#"{"schema":"fumble.sweep/2"}"#, .newer, "fumble.sweep/2"),
            (#"{"schema":"fumble.sweep/1"}"#, .notRead, "it has no `experiment`"),
            ("{\"schema\":\"fumble.swe", .notRead, "no sweep"),
        ]
        for (text, what, cause) in broken {
            let error = #expect(throws: JournalError.self) {
                try SweepDocument.read([UInt8](text.utf8), path: "x.json")
            }
            #expect(error?.what == what && error?.cause.contains(cause) == true)
        }
    }
}
