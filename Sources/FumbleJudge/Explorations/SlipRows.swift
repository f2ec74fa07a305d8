import FumbleModel

/// The kill matrix: what became of each kind of slip.
struct SlipRows {
    private let judge: ExplorationJudge

    init(_ judge: ExplorationJudge) {
        self.judge = judge
    }

    private struct Row {
        let slip: ExploredSlip
        var lines = 0
        var refused = 0
        var harmful = 0
        var stopped: [Int]
        var escaped = 0
        var chance = Chance.never
        var escapeChance = Chance.never
    }

    /// Those that do harm first, by how likely they get through; then by how likely they are.
    var rows: [Exploration.SlipRow] {
        var rows: [Row] = []
        let guards = judge.explored.guards.indices
        for request in judge.explored.requests {
            let isHarmful = judge.isHarmful(request)
            let isHarmfulUnguarded = judge.isHarmful(request, heeding: .none)
            let passes = isHarmful ? judge.passes(request, heeding: judge.everyGuard) : 0
            let stops = guards.map {
                isHarmfulUnguarded
                    && !judge.isCertain(judge.passes(request, heeding: GuardSet([$0])))
            }
            for line in request.lines {
                for slip in line.slips {
                    let place = Self.place(of: slip, in: &rows, guards.count)
                    rows[place].lines += 1
                    rows[place].chance += slip.chance
                    if request.kind == .refused { rows[place].refused += 1 }
                    guard isHarmful else { continue }
                    rows[place].harmful += 1
                    for guardPlace in guards where stops[guardPlace] {
                        rows[place].stopped[guardPlace] += 1
                    }
                    if passes > 0 {
                        rows[place].escaped += 1
                        rows[place].escapeChance += slip.chance * passes
                    }
                }
            }
        }
        let profile = judge.profile
        return rows.map { row in
            Exploration.SlipRow(
                id: row.slip.id, name: row.slip.name, kind: row.slip.kind,
                basis: row.slip.basis, lines: row.lines,
                refused: row.refused, harmful: row.harmful, stopped: row.stopped,
                escaped: row.escaped, chance: row.chance.clamped,
                escapeChance: row.escapeChance.clamped)
        }.enumerated().sorted { left, right in
            let (one, other) = (left.element, right.element)
            return (
                other.escapeChance[profile], other.harmful, other.chance[profile], left.offset
            ) < (one.escapeChance[profile], one.harmful, one.chance[profile], right.offset)
        }.map(\.element)
    }

    private static func place(
        of slip: ExploredSlip, in rows: inout [Row], _ guards: Int
    ) -> Int {
        if let place = rows.firstIndex(where: { $0.slip.name == slip.name }) { return place }
        rows.append(Row(slip: slip, stopped: [Int](repeating: 0, count: guards)))
        return rows.count - 1
    }
}
