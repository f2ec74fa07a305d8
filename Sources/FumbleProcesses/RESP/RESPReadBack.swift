import FumbleModel
import FumbleTraffic
import Glibc

/// Reads every acknowledged key from whoever is the primary when all is over.
///
/// It blocks, so it is called on a queue of its own.
struct RESPReadBack {
    private let spec: RESPAskSpec
    private let ledger: WriteLedger
    private let sentinels: [UInt16]

    /// How long it may take in all, and how many keys are asked at one time.
    private static let patience: Int32 = 30_000
    private static let atOnce = 500

    init(_ course: WriteCourse, _ spec: RESPAskSpec, sentinels: [UInt16]) {
        self.spec = spec
        ledger = course.ledger
        self.sentinels = sentinels
    }

    /// - Returns: what was lost; nil: nobody could be read from in time.
    func run() -> LostWrites? {
        let due = ledger.due.map(\.key)
        let end = MonotonicTime.now().adding(milliseconds: Self.patience)
        var search = PrimarySearch(sentinels, name: spec.name)
        defer { search.close() }
        var place = 0
        var lost = 0
        while place < due.count {
            guard let port = find(&search, until: end) else { return nil }
            guard var line = RESPLine(to: port) else {
                search.restart(at: .now())
                continue
            }
            defer { line.close() }
            while place < due.count {
                let keys = due[place..<min(place + Self.atOnce, due.count)]
                guard let found = read(keys, from: &line, until: end) else {
                    search.restart(at: .now())
                    break
                }
                lost += zip(keys, found).count { ledger.fault(in: $1, at: $0) != nil }
                place += keys.count
            }
        }
        return LostWrites(
            subsystem: spec.subsystem, acknowledged: ledger.acknowledged, lost: lost)
    }

    private func find(_ search: inout PrimarySearch, until end: MonotonicTime) -> UInt16? {
        while MonotonicTime.now().microseconds < end.microseconds {
            if let port = search.goOn(at: .now()) { return port }
            let left = min(search.due.milliseconds(since: .now()), end.milliseconds(since: .now()))
            var waits = search.wait.map { [$0] } ?? []
            poll(&waits, nfds_t(waits.count), max(left, 1))
        }
        return nil
    }

    /// - Returns: the number of the write that each key holds, nil in it for none of ours; nil: the
    ///   server could not be read from.
    private func read(
        _ keys: ArraySlice<String>, from line: inout RESPLine, until end: MonotonicTime
    ) -> [Int?]? {
        for key in keys { line.send(RESPCommand.bytes(["GET", key])) }
        var found: [Int?] = []
        while found.count < keys.count {
            let left = end.milliseconds(since: .now())
            guard left > 0 else { return nil }
            var waits = [line.wait]
            poll(&waits, 1, left)
            do throws(RESPLine.Broken) {
                for reply in try line.goOn() {
                    guard case .bulk(let bytes) = reply else { return nil }
                    found.append(bytes.flatMap(WriteCourse.number(in:)))
                }
            } catch {
                return nil
            }
        }
        return found
    }
}
