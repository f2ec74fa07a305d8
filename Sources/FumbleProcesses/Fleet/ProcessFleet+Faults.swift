package import FumbleModel

/// Faults that may find servers to which they cannot be done: that is told, and a fault that found no
/// others never bit.
extension ProcessFleet {
    package mutating func inject(
        _ command: FleetCommand, as fault: String
    ) async throws(FleetError) {
        self.fault = fault
        defer { self.fault = nil }
        try await apply(command)
    }

    /// Tells that a fault was not done to all servers that it was meant for.
    ///
    /// - Parameters:
    ///   - done: to how many it was.
    ///   - word: what they are then.
    ///   - others: why it was not to the others.
    mutating func tell(
        _ done: Int, of meant: [ServerID], _ word: String, butOthers others: String
    ) async {
        guard let fault, done < meant.count || done == 0 else { return }
        let left = meant.count - done
        await tell(
            BittenFault(
                fault: fault, servers: meant.count,
                effect: "\(done) of \(meant.count) \(word)"
                    + (left > 0 ? "; \(left) \(others)" : ""), isMiss: done == 0))
    }

    mutating func crash(_ ids: [ServerID]) async throws(FleetError) {
        let up = running(ids)
        await tell(up.count, of: ids, "killed", butOthers: "did not run")
        await set(up, to: .crashed)
        if !up.isEmpty {
            endings.append(
                EndCourse(
                    of: up, fault: fault ?? "crash", effect: "ended by signal 9",
                    since: "it was sent", at: await host.now()))
        }
        try await host.kill(up)
    }

    /// Servers that do not run are gone at once.
    mutating func remove(_ ids: [ServerID]) async throws(FleetError) {
        let up = running(ids)
        let down = ids.filter { servers[$0.index] == .crashed }
        let asked = up.filter { servers[$0.index] != .draining }
        await tell(asked.count + down.count, of: ids, "taken away", butOthers: "were gone already")
        if let fault, !(asked + down).isEmpty {
            let count = "\(asked.count + down.count) of \(ids.count) gone"
            if asked.isEmpty {
                await tell(BittenFault(fault: fault, servers: down.count, effect: count))
            } else {
                endings.append(
                    EndCourse(
                        of: asked, fault: fault, effect: count, since: "it was told to go",
                        at: await host.now()))
            }
        }
        await set(down, to: .removed)
        let hung = up.filter { servers[$0.index] == .hung }
        await set(up, to: .draining)
        await tell(try await host.thaw(hung))
        try await host.stop(up)
    }

    /// One that is cut off can be stopped all the same.
    mutating func hang(_ ids: [ServerID]) async throws(FleetError) {
        let up = ids.filter {
            [.serving, .starting, .stopped, .cutOff].contains(servers[$0.index])
        }
        await tell(up.count, of: ids, "stopped", butOthers: "did not run or hung already")
        guard !up.isEmpty else { return }
        await set(up, to: .hung)
        await tell(try await host.freeze(up))
    }

    mutating func resume(_ ids: [ServerID]) async throws(FleetError) {
        let hung = ids.filter { servers[$0.index] == .hung }
        await tell(try await host.thaw(hung))
        await set(hung, to: .starting)
    }

    mutating func cutOff(_ ids: [ServerID]) async throws(FleetError) {
        let up = ids.filter { id in
            [.serving, .starting, .stopped, .hung].contains(servers[id.index]) && !cut.contains(id)
        }
        await tell(up.count, of: ids, "cut off", butOthers: "did not run or were cut off already")
        guard !up.isEmpty else { return }
        await set(up.filter { servers[$0.index] != .hung }, to: .cutOff)
        cut.formUnion(up)
        await tell(try await host.partition(up, isOn: true))
    }

    /// Whatever has become of them: what was done to their ways stands there still.
    mutating func reconnect(_ ids: [ServerID]) async throws(FleetError) {
        let back = ids.filter(cut.contains)
        guard !back.isEmpty else { return }
        await tell(try await host.partition(back, isOn: false))
        cut.subtract(back)
        let apart = back.filter { servers[$0.index] == .cutOff }
        await set(apart.filter { says[$0.index] }, to: .serving)
        await set(apart.filter { !says[$0.index] }, to: .starting)
    }

    /// What clients ask from now on is measured against what they asked until now.
    mutating func offer(_ operation: OperationID, factor: Double) async {
        let span = await endOffer(of: operation)
        await clients.offer(operation, factor: factor)
        guard let span else { return }
        offers[operation] = OfferCourse(
            fault: factor == 1 ? nil : fault ?? "load", factor: factor, after: span)
    }

    /// Tells what was asked since it was last multiplied.
    ///
    /// - Returns: nil: nobody asks it.
    @discardableResult
    mutating func endOffer(of operation: OperationID) async -> OfferCourse.Span? {
        let now = await host.now()
        let asked = await clients.record()?.operations.first { $0.operation == operation }
        guard let asked else { return nil }
        let course = offers.removeValue(forKey: operation)
        let span = OfferCourse.Span(since: course, until: now, asked.requests)
        await tell(course?.effect(of: spec[operation].name, in: span))
        return span
    }
}
