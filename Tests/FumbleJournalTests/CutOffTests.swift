import FumbleJournal
import FumbleModel
import Testing

/// A record cut off or spoilt anywhere is read as far as it is whole, and never more.
@Suite final class CutOffTests {
    /// This suite is a class so that the folder lives as long as the test.
    private let scratch = Scratch()

    @Test func cutAtEveryByteItIsAPrefix() throws {
        let whole = Sample.run()
        let folder = try Journal(root: scratch.path).write(
            whole, from: Sample.sources, verdict: [])
        let lines = folder.text + "/run.jsonl"
        let bytes = Scratch.read(lines)
        #expect(bytes.count > 1_500)
        var known = 0
        for cut in 0..<bytes.count {
            Scratch.write([UInt8](bytes.prefix(cut)), to: lines)
            let stored = try Journal.read(folder)
            #expect(stored.missing != nil, "cut at \(cut)")
            #expect(isPrefix(stored.run.arms, of: whole.arms), "cut at \(cut)")
            let now = stored.run.arms.reduce(0) { $0 + $1.events.count + $1.windows.count }
            #expect(now >= known, "cut at \(cut): less is read than from a shorter record")
            known = now
        }
        #expect(known == whole.arms.reduce(0) { $0 + $1.events.count + $1.windows.count })
    }

    @Test func withoutItsRecordTheFirstLineSpeaks() throws {
        let folder = try Journal(root: scratch.path).write(
            Sample.run(), from: Sample.sources, verdict: [])
        let record = Scratch.read(folder.text + "/run.json")
        for cut in stride(from: 0, to: record.count - 2, by: 5) {
            Scratch.write([UInt8](record.prefix(cut)), to: folder.text + "/run.json")
            let stored = try Journal.read(folder)
            guard stored.missing != nil else {
                Issue.record("cut at \(cut) and called whole")
                return
            }
            #expect(stored.sources == Sample.sources)
            #expect(stored.run.arms == Sample.arms)
            #expect(stored.run.status == .failed(reason: "the record has no status"))
        }
    }

    /// A damaged line must not trap the reader, whatever number it now holds.
    @Test(arguments: 0..<10)
    func spoiltBytesNeverTrap(group: Int) throws {
        let folder = try Journal(root: scratch.path).write(
            Sample.run(), from: Sample.sources, verdict: [])
        let whole = Scratch.read(folder.text + "/run.jsonl")
        for seed in (group * 50)..<(group + 1) * 50 {
            var bytes = whole
            var random = RandomStream(seed: UInt64(seed), name: "spoil")
            for _ in 0...random.below(4) {
                bytes[random.below(bytes.count)] = UInt8(ascii: "9") - UInt8(random.below(10))
                bytes[random.below(bytes.count)] = UInt8(truncatingIfNeeded: random.next())
            }
            Scratch.write(bytes, to: folder.text + "/run.jsonl")
            let stored = try Journal.read(folder)
            #expect(stored.run.arms.count <= Sample.arms.count, "seed \(seed)")
        }
    }

    @Test(arguments: [
        "[9223372036854775807,10000000,2]", "[0,9223372036854775807,2]", "[0,10,99999999]",
        "[0,0,3]", "[0,10,0]", "[0,10,-1]", "[0,10]",
    ])
    func windowsThatCannotBeAreDamage(window: String) throws {
        let folder = try Journal(root: scratch.path).write(
            Sample.run(), from: Sample.sources, verdict: [])
        let text = String(decoding: Scratch.read(folder.text + "/run.jsonl"), as: UTF8.self)
        let spoilt = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
            line.hasPrefix(#"{"window":[0,10000000,6]"#)
                ? #"{"window":\#(window),"operations":[],"subsystems":[],"queued":[]}"#
                : String(line)
        }
        Scratch.write([UInt8](spoilt.joined(separator: "\n").utf8), to: folder.text + "/run.jsonl")
        #expect(try Journal.read(folder).missing == "line 4 of run.jsonl cannot be read")
    }

    private func isPrefix(_ part: [ArmRun], of whole: [ArmRun]) -> Bool {
        part.count <= whole.count
            && zip(part, whole).allSatisfy { part, whole in
                part.arm == whole.arm && whole.events.starts(with: part.events)
                    && whole.windows.starts(with: part.windows) && part.end <= whole.end
            }
    }
}
