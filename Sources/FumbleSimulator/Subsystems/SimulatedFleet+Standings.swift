internal import FumbleModel

/// When cells and whole subsystems stop and begin again, and who answers because of that.
extension SimulatedFleet {
    /// A cell with fewer serving replicas than its quorum stops: what serves of it is `stopped`.
    mutating func stopWeakCells() {
        for cell in work.weakCells.take() where cells[cell].isLive {
            let subsystem = subsystem(ofCell: cell)
            guard Int(cells[cell].serving) < facts[subsystem].quorum else { continue }
            setLive(cell, of: subsystem, false)
            for instance in instances(inCell: cell, of: subsystem)
            where instances.state[instance] == .serving {
                change(instance, to: .stopped)
            }
            log.tell(
                .cellStopped(
                    subsystem: SubsystemID(subsystem), cell: cell - facts[subsystem].firstCell),
                at: now)
        }
    }

    /// A subsystem of which nothing serves has stopped; it begins again when enough of it is ready
    /// in cells that have their quorum.
    mutating func updateStandings() {
        for subsystem in work.standings.take() {
            let cellRange = cellRange(of: subsystem)
            if standings[subsystem].hasBegun && standings[subsystem].serving == 0 {
                standings[subsystem].hasBegun = false
                for cell in cellRange where cells[cell].isLive {
                    setLive(cell, of: subsystem, false)
                }
                work.areNeedsOpen = true
                log.tell(.stopped(subsystem: SubsystemID(subsystem)), at: now)
            }
            if !standings[subsystem].hasBegun
                && standings[subsystem].readyToServe >= facts[subsystem].beginsWith
            {
                standings[subsystem].hasBegun = true
                work.areNeedsOpen = true
                log.tell(.began(subsystem: SubsystemID(subsystem)), at: now)
                for cell in cellRange { work.wakingCells.insert(cell) }
            }
        }
    }

    /// A stopped cell of a subsystem that has begun serves as soon as enough replicas are ready.
    mutating func wakeCells() {
        for cell in work.wakingCells.take() {
            let subsystem = subsystem(ofCell: cell)
            guard standings[subsystem].hasBegun, !cells[cell].isLive,
                Int(cells[cell].ready) >= facts[subsystem].fewestReady
            else { continue }
            setLive(cell, of: subsystem, true)
            for instance in instances(inCell: cell, of: subsystem)
            where instances.state[instance] == .ready {
                change(instance, to: .serving)
            }
        }
    }

    mutating func updateNeeds() {
        work.areNeedsOpen = false
        needs.update(hasBegun: standings.map(\.hasBegun))
        for subsystem in standings.indices { work.startable.insert(subsystem) }
        isTrafficOpen = true
    }

    func cellRange(of subsystem: Int) -> Range<Int> {
        let first = facts[subsystem].firstCell
        return first..<first + facts[subsystem].cellCount
    }

    func isCellLive(of instance: Int) -> Bool {
        let subsystem = Int(roster.subsystemOf[instance])
        return cells[facts[subsystem].cell(of: Int(roster.placeOf[instance]))].isLive
    }

    private mutating func setLive(_ cell: Int, of subsystem: Int, _ isLive: Bool) {
        cells[cell].isLive = isLive
        standings[subsystem].liveCells += isLive ? 1 : -1
        isTrafficOpen = true
    }

    private func subsystem(ofCell cell: Int) -> Int {
        guard let subsystem = facts.lastIndex(where: { $0.firstCell <= cell }) else {
            preconditionFailure("cell \(cell) of no subsystem")
        }
        return subsystem
    }

    private func instances(inCell cell: Int, of subsystem: Int) -> [Int] {
        stride(
            from: cell - facts[subsystem].firstCell, to: facts[subsystem].capacity,
            by: facts[subsystem].cellCount
        ).map { roster.instance(of: subsystem, at: $0) }
    }
}
