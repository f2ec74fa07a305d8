import FumbleModel

/// What clients of real servers measured of them, and of themselves, as rows; none of simulated ones.
enum ClientRows {
    static func rows(_ arms: [ArmVerdict]) -> [ArmComparison.Row] {
        let names = (arms.first?.byOperation ?? []).map(\.operation)
        let latencies = names.enumerated().map { place, name in
            row("\(name) latency, p99", arms) { arm in
                let asked = arm.load?.operations.first { $0.operation.index == place }
                guard let latency = asked?.latency, latency.count > 0 else { return nil }
                return .init(text: PeopleTime.text(latency.p99), isBad: false)
            }
        }
        let others = [
            row("keys read back", arms) { arm in
                arm.writes.map { writes in
                    let kept = writes.keys - writes.lost - writes.unread
                    let text =
                        "\(PeopleNumber.grouped(kept)) of \(PeopleNumber.grouped(writes.keys))"
                    return .init(text: text, isBad: kept < writes.keys)
                }
            },
            row("requests late, p99", arms) { arm in
                arm.load.map { load in
                    let aim =
                        load.isLate ? ", over \(PeopleTime.text(LoadRecord.mostLateness))" : ""
                    return .init(
                        text: PeopleTime.text(load.lateness.p99) + aim,
                        isBad: load.isLate || load.operations.contains { !$0.keptSchedule })
                }
            },
            row("actions late, p99", arms) { arm in
                arm.actions.map { late in
                    let isBad = late.p99 > longestDelay
                    let aim = isBad ? ", over \(PeopleTime.text(longestDelay))" : ""
                    return .init(text: PeopleTime.text(late.p99) + aim, isBad: isBad)
                }
            },
        ]
        return (latencies + others).filter { row in row.cells.contains { $0 != .nothing } }
    }

    /// An action is to begin within this of its time.
    private static let longestDelay = TimeSpan.milliseconds(5)

    private static func row(
        _ title: String, _ arms: [ArmVerdict], _ cell: (ArmVerdict) -> ArmComparison.Cell?
    ) -> ArmComparison.Row {
        ArmComparison.Row(title: title, cells: arms.map { cell($0) ?? .nothing })
    }
}
