import FumbleModel

extension FleetHistory {
    /// The history that promises are judged by, from what one arm wrote down.
    ///
    /// Every subsystem begins with all servers that carry it, unless the fleet says otherwise at the
    /// start of the run.
    init(of record: ArmRecord, fleet: FleetSpec, topology: Topology) {
        var serving = fleet.subsystems.indices.map { index in
            [Step(at: .start, servers: topology.capacity(of: SubsystemID(index)))]
        }
        var removals: [Step] = []
        for event in record.events {
            switch event.what {
            case .fleet(.serving(let subsystem, let servers)):
                guard serving.indices.contains(subsystem.index) else { continue }
                let step = Step(at: event.at, servers: servers)
                if event.at <= .start {
                    serving[subsystem.index] = [Step(at: .start, servers: servers)]
                } else {
                    serving[subsystem.index].append(step)
                }
            case .fleet(.removed(let servers)):
                removals.append(Step(at: event.at, servers: servers))
            default: continue
            }
        }
        self.init(
            fleet: fleet, topology: topology, serving: serving, removals: removals,
            data: DataCourse.steps(in: record, fleet), windows: record.wholeWindows,
            end: record.end)
    }

    /// Every promise of the fleet, judged; results carry the name that the fleet file gives.
    func examinePromises() -> [PromiseResult] {
        fleet.promises.flatMap { spec in
            spec.promise.examine(self).map { $0.named(spec.name) }
        }
    }
}
