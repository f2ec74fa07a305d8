import FumbleModel

/// The arms side by side, as rows of words that any format can set in a table.
///
/// What was done comes first, then what it did to the fleet, to clients, to people and to others.
struct ArmComparison {
    /// One title an arm; where there is only one, what was measured.
    let titles: [String]
    let rows: [Row]

    struct Row {
        let title: String
        /// One cell an arm, in the arms' order.
        let cells: [Cell]
    }

    struct Cell: Hashable {
        let text: String
        /// Something was broken, lost or not seen.
        let isBad: Bool

        static let nothing = Cell(text: "-", isBad: false)
    }

    init(_ verdict: Verdict) {
        let shown = verdict.hasBegun ? verdict.arms : []
        titles = shown.count == 1 ? ["measured"] : shown.map(\.arm.rawValue)
        rows =
            Self.ends(shown) + Self.removals(shown) + [
                Self.promises(shown), Self.row("lowest capacity", shown, Self.lowestCapacity),
            ] + Self.operations(shown)
            + [
                Self.row("lowest goodput", shown) {
                    Cell(
                        text: PeopleNumber.percent($0.recovery.depth),
                        isBad: $0.recovery.isDisturbed)
                },
                Self.row("lost requests", shown) {
                    Cell(
                        text: PeopleNumber.grouped($0.recovery.lostRequests),
                        isBad: $0.recovery.lostRequests >= 1)
                },
            ] + Self.losses(shown) + Self.dataLosses(shown) + Self.detection(shown)
            + Self.dependents(shown)
            + Self.blindness(shown) + ClientRows.rows(shown)
    }

    private static func row(_ title: String, _ arms: [ArmVerdict], _ cell: (ArmVerdict) -> Cell?)
        -> Row
    {
        Row(title: title, cells: arms.map { cell($0) ?? .nothing })
    }

    /// A row, unless it has nothing to say about any arm.
    private static func optional(
        _ title: String, _ arms: [ArmVerdict], _ cell: (ArmVerdict) -> Cell?
    ) -> [Row] {
        let row = row(title, arms, cell)
        return row.cells.allSatisfy { $0 == .nothing } ? [] : [row]
    }

    private static func promises(_ arms: [ArmVerdict]) -> Row {
        row("promises", arms) { arm in
            Cell(
                text: ReportWords.promises(arm.promises, isCut: arm.cutAt != nil),
                isBad: arm.promises.contains { !$0.isKept })
        }
    }

    /// Where arms ended before their time.
    private static func ends(_ arms: [ArmVerdict]) -> [Row] {
        optional("cut off after", arms) { arm in
            arm.cutAt.map { Cell(text: PeopleTime.text($0.sinceStart), isBad: true) }
        }
    }

    private static func removals(_ arms: [ArmVerdict]) -> [Row] {
        optional("servers acted on", arms) { arm in
            guard !arm.commands.isEmpty else { return nil }
            let applied = arm.commands.reduce(0) { $0 + $1.applied }
            return Cell(text: PeopleNumber.grouped(applied), isBad: false)
        }
    }

    private static func operations(_ arms: [ArmVerdict]) -> [Row] {
        let names = inOrder(arms.flatMap { $0.byOperation.map(\.operation) })
        return names.flatMap { name in
            optional("\(name) down", arms) { arm in
                words(arm, name)?.down.map { Cell(text: $0, isBad: true) }
            }
                + optional("\(name) recovered", arms) { arm in
                    words(arm, name)?.recovered.map {
                        Cell(text: $0, isBad: $0 != RecoveryWords.undisturbed)
                    }
                }
                + optional("\(name) healed", arms) { arm in
                    words(arm, name)?.healed.map { Cell(text: $0, isBad: false) }
                }
        }
    }

    private static func words(_ arm: ArmVerdict, _ operation: String) -> RecoveryWords? {
        arm.byOperation.first { $0.operation == operation }.map {
            RecoveryWords($0.recovery, isCut: arm.cutAt != nil)
        }
    }

    private static func detection(_ arms: [ArmVerdict]) -> [Row] {
        optional("detected", arms) { arm in
            RecoveryWords(arm.recovery, isCut: arm.cutAt != nil).detected.map {
                Cell(text: $0, isBad: arm.recovery.isUndetected)
            }
        }
            + optional("responded", arms) { arm in
                arm.recovery.timeToRespond.map { Cell(text: PeopleTime.text($0), isBad: false) }
            }
    }

    private static func lowestCapacity(_ arm: ArmVerdict) -> Cell? {
        let courses = arm.capacity.map(CapacityShape.init)
        guard !courses.isEmpty else { return nil }
        guard
            let worst = courses.filter({ !$0.isFullThroughout }).min(by: {
                $0.lowestShare < $1.lowestShare
            })
        else { return Cell(text: "full", isBad: false) }
        let text = "\(worst.name) \(worst.lowest) of \(worst.full)"
        return Cell(text: text, isBad: courses.contains { $0.isBelow })
    }

    private static func losses(_ arms: [ArmVerdict]) -> [Row] {
        guard arms.contains(where: { $0.writesLost > 0 }) else { return [] }
        return [
            row("writes lost", arms) {
                Cell(text: PeopleNumber.grouped($0.writesLost), isBad: $0.writesLost > 0)
            }
        ]
    }

    /// Of each subsystem what is lost for good, and when the rest was back.
    private static func dataLosses(_ arms: [ArmVerdict]) -> [Row] {
        let names = inOrder(arms.flatMap { $0.data.map(\.subsystem) })
        return names.flatMap { name in
            let found = { (arm: ArmVerdict) in arm.data.first { $0.subsystem == name } }
            return optional("\(name) data lost", arms) { arm in
                found(arm).map { Cell(text: DataWords.lost($0), isBad: true) }
            }
                + optional("\(name) objects lost", arms) { arm in
                    found(arm).map { Cell(text: DataWords.objects($0), isBad: true) }
                }
                + optional("\(name) restored", arms) { arm in
                    found(arm).map {
                        Cell(
                            text: $0.timeToRestore.map(PeopleTime.text) ?? open(arm),
                            isBad: true)
                    }
                }
        }
    }

    private static func dependents(_ arms: [ArmVerdict]) -> [Row] {
        let names = inOrder(arms.flatMap { $0.dependents.map(\.dependent) })
        return names.flatMap { name in
            optional("\(name) drained", arms) { arm in
                guard let found = arm.dependents.first(where: { $0.dependent == name }),
                    found.mostQueued > 0
                else { return nil }
                let text = found.timeToDrain.map(PeopleTime.text) ?? open(arm)
                return Cell(text: text, isBad: true)
            }
        }
    }

    private static func blindness(_ arms: [ArmVerdict]) -> [Row] {
        let names = inOrder(arms.flatMap { $0.blind.map(\.subsystem) })
        return names.flatMap { name in
            optional("\(name) blind", arms) { arm in
                let spells = arm.blind.filter { $0.subsystem == name }
                guard !spells.isEmpty else { return nil }
                guard spells.allSatisfy({ $0.until != nil }) else {
                    return Cell(text: arm.cutAt == nil ? "to the end" : CutOff.words, isBad: true)
                }
                let time = spells.reduce(TimeSpan.zero) { sum, spell in
                    sum + (spell.until.map { $0 - spell.from } ?? .zero)
                }
                return Cell(text: PeopleTime.text(time), isBad: true)
            }
        }
    }

    /// What is said of something that had not come.
    private static func open(_ arm: ArmVerdict) -> String {
        arm.cutAt == nil ? "not by the end" : CutOff.words
    }

    /// Each name once, in the order of its first.
    private static func inOrder(_ names: [String]) -> [String] {
        var result: [String] = []
        for name in names where !result.contains(name) { result.append(name) }
        return result
    }
}
