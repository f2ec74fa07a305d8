internal import FumbleModel

/// Makes the network of a server that has a network namespace of its own bad, packet by packet, and good
/// again.
///
/// Rules of the namespace send what comes from others to the kernel's queue 0 and what goes to them to
/// queue 1, and past both while nobody has taken them over: so does a gate with a fault, and none else.
/// What a fault does to packets TCP of both ends has to cope with. If the process ends in whatever way,
/// the kernel lets all pass again. Its chance comes from the seed; its handle may be used from anywhere.
package struct PacketGate: Sendable {
    private let thread: ProxyThread
    private let desk: Int

    /// - Parameters:
    ///   - name: names its random streams.
    ///   - peers: the IPv4 addresses of those who are told apart, by their way, counted from 1; all others
    ///     are on way 0.
    package static func open(
        _ name: String, of space: NetworkSpace, tellingApart peers: [[UInt32]] = [], seed: UInt64,
        on thread: ProxyThread
    ) throws(ProxyError) -> PacketGate {
        let desk = try thread.add { switchboard in
            PacketDesk(name: name, seed: seed, of: space, tellingApart: peers, on: switchboard)
        }
        return PacketGate(thread: thread, desk: desk)
    }

    /// Sets all faults of one way at once. New connections hang in a partition of either kind.
    ///
    /// - Throws: `ProxyError.wrong` for a setting out of its range, with nothing changed; `noPackets`
    ///   if the kernel does not hand packets over.
    package func set(_ faults: ProxyFaults, on way: Int = 0) throws(ProxyError) {
        if let mistake = faults.mistake { throw .wrong(mistake) }
        try thread.at(desk) { (desk: PacketDesk) throws(ProxyError) in
            try desk.set(faults, on: way)
        }
    }

    /// What was done to packets of one way: `segmentsLost` are those that were dropped, for whatever reason.
    package func counters(on way: Int = 0) throws(ProxyError) -> ProxyCounters {
        try thread.at(desk) { (desk: PacketDesk) in desk.counters(on: way) }
    }

    /// Lets all pass, for good.
    package func close() {
        // It fails if the thread was ended before, and then all passes.
        try? thread.at(desk) { (desk: PacketDesk) in desk.close() }
    }
}
