import FumbleModel
import FumbleTraffic
import Glibc

/// Reads every acknowledged key from whoever is the primary when all is over, in bounded time.
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

    func run() -> WritesRead {
        let due = ledger.due.map(\.key)
        let end = MonotonicTime.now().adding(milliseconds: Self.patience)
        var search = PrimarySearch(sentinels, name: spec.name)
        defer { search.close() }
        var place = 0
        var lost: [LostKey] = []
        while place < due.count, let port = find(&search, until: end) {
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
                lost += zip(keys, found).compactMap { fault(in: $1, at: $0) }
                place += keys.count
            }
        }
        return WritesRead(
            acknowledged: ledger.acknowledged, keys: due.count, lost: lost,
            unread: due.count - place)
    }

    private func fault(in found: Found, at key: String) -> LostKey? {
        switch found {
        case .nothing: ledger.faultOfNothing(at: key).map { LostKey(key: key, found: $0) }
        case .value(let number):
            ledger.fault(in: number, at: key).map { LostKey(key: key, found: $0) }
        }
    }

    /// What a key holds: the number of a write, or nil for what no write of these clients put there.
    private enum Found {
        case nothing
        case value(Int?)
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

    /// - Returns: nil: the server could not be read from.
    private func read(
        _ keys: ArraySlice<String>, from line: inout RESPLine, until end: MonotonicTime
    ) -> [Found]? {
        for key in keys { line.send(RESPCommand.bytes(["GET", key])) }
        var found: [Found] = []
        while found.count < keys.count {
            let left = end.milliseconds(since: .now())
            guard left > 0 else { return nil }
            var waits = [line.wait]
            poll(&waits, 1, left)
            do throws(RESPLine.Broken) {
                for reply in try line.goOn() {
                    guard case .bulk(let bytes) = reply else { return nil }
                    found.append(bytes.map { .value(WriteCourse.number(in: $0)) } ?? .nothing)
                }
            } catch {
                return nil
            }
        }
        return found
    }
}
