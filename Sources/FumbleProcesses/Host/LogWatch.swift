import FumbleModel
import Glibc

/// Looks at what servers print, as it grows: for the lines of milestones, and that no output fills
/// the disk.
///
/// It looks whenever the host does: every 20 ms while a server starts, and every 250 ms else.
struct LogWatch: Sendable {
    private let layout: Layout
    /// How far each server's output was looked at.
    private var places: [Int]
    /// The milestones that each server has reached since it was started, by their place.
    private var reached: [Set<Int>]

    /// What a server printed since the last look is looked at up to so much, the newest of it.
    private static let most = 1 << 20

    init(_ layout: Layout) {
        self.layout = layout
        places = Array(repeating: 0, count: layout.topology.serverCount)
        reached = Array(repeating: [], count: layout.topology.serverCount)
    }

    /// A server that starts again is looked at from where its output is now.
    mutating func forget(_ server: Int) {
        places[server] = ServerFiles.size(of: layout.log(of: server)) ?? 0
        reached[server] = []
    }

    /// - Returns: the milestones that a server has reached since the last look, in the order of their
    ///   lines.
    mutating func look(at server: Int) -> [MilestoneSpec] {
        let log = layout.log(of: server)
        guard let size = ServerFiles.size(of: log), size != places[server] else { return [] }
        ServerLog.bound(log, size: size)
        let milestones = layout.program(of: server)?.milestones ?? []
        guard !milestones.isEmpty else {
            places[server] = size
            return []
        }
        let place = size < places[server] ? 0 : max(places[server], size - Self.most)
        guard let bytes = ServerFiles.bytes(of: log, from: place, atMost: size - place),
            let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
        else { return [] }
        places[server] = place + end + 1
        let text = String(decoding: bytes[...end], as: UTF8.self)
        let lines = text.split(whereSeparator: \.isNewline)
        return lines.flatMap { take(milestones, of: server, in: $0) }
    }

    private mutating func take(
        _ milestones: [MilestoneSpec], of server: Int, in line: Substring
    ) -> [MilestoneSpec] {
        milestones.enumerated().compactMap { place, milestone in
            guard line.contains(milestone.holds), reached[server].insert(place).inserted else {
                return nil
            }
            return milestone
        }
    }
}
