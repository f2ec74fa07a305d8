internal import FumbleDocument
internal import FumbleModel

/// Cells that do not come out even, and quorums that no cell can reach.
enum CellsAndQuorum {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for (index, subsystem) in (fleet.written.subsystems ?? []).enumerated() {
            guard let cells = subsystem.value.cells else { continue }
            checkQuorum(of: cells, &diagnostics)
            guard fleet.isCountable, fleet.capacity(of: index) > 0 else { continue }
            checkSize(of: cells, subsystem.name, fleet.capacity(of: index), &diagnostics)
            checkMinimum(of: subsystem, cells, fleet.minimum(of: index), &diagnostics)
        }
    }

    private static func checkQuorum(
        of cells: WrittenCells, _ diagnostics: inout Diagnostics
    ) {
        let quorum = cells.quorum.value.resolved(of: cells.replicas)
        if quorum > cells.replicas {
            diagnostics.report(
                .quorumAboveReplicas, at: cells.quorum.span,
                "a cell has \(cells.replicas) replicas, and can never have \(quorum) serving",
                help: "write a quorum of at most \(cells.replicas)")
        } else if quorum == 0 {
            diagnostics.report(
                .outOfRange, at: cells.quorum.span,
                "a quorum of none says that a cell serves without a server",
                help: "write how many of the \(cells.replicas) replicas must serve")
        }
    }

    private static func checkSize(
        of cells: WrittenCells, _ name: String, _ capacity: Int, _ diagnostics: inout Diagnostics
    ) {
        let (wanted, isTooMany) = cells.count.multipliedReportingOverflow(by: cells.replicas)
        guard isTooMany || wanted != capacity else { return }
        diagnostics.report(
            .cellsDoNotFit, at: cells.span,
            "\(cells.count) cells of \(cells.replicas) replicas are \(wanted) servers, "
                + "and \(capacity) carry `\(name)`",
            help: "make `count` times `replicas` \(capacity)")
    }

    /// With only its minimum a subsystem must be able to keep at least one cell at its quorum.
    private static func checkMinimum(
        of subsystem: MapEntry<WrittenSubsystem>, _ cells: WrittenCells, _ minimum: Int,
        _ diagnostics: inout Diagnostics
    ) {
        let quorum = cells.quorum.value.resolved(of: cells.replicas)
        guard let written = subsystem.value.minimum, quorum > 0, quorum <= cells.replicas,
            minimum <= cells.count * (quorum - 1)
        else { return }
        diagnostics.report(
            .minimumBelowQuorum, at: written.span,
            "with only \(minimum) servers every cell of `\(subsystem.name)` can be below its "
                + "quorum of \(quorum)",
            help: "write a minimum above \(cells.count * (quorum - 1)) servers")
    }
}
