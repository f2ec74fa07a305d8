package import FumbleDocument
internal import FumbleModel

/// A fault that deletes data: it is looked up what there is of it.
package protocol DeletesData {
    var deletesFrom: Located<String> { get }
    /// How many objects it names; nil: it names a share.
    var objectsNamed: Located<Int64>? { get }
}

/// A share of what a subsystem keeps is deleted from every copy on its servers at once, as by a
/// `DROP TABLE`: replicas repeat it, and do not help. Its servers stay up, and answer requests for
/// what is gone with an error.
///
/// Deleted data does not come back by itself: nothing is reverted. A `restore` brings it back.
struct DeleteData: Fault, NamesThings, DeletesData {
    let subsystem: Located<String>
    let amount: Amount

    enum Amount: Sendable, Hashable {
        case share(Share)
        /// Of all that there is at the start of the run.
        case objects(Located<Int64>)
    }

    static let kind = Kind<any Fault>(
        "delete-data",
        summary: "Deletes data of a subsystem from all its servers at once.",
        example: "{delete-data: {of: index, share: 30%}}",
        .record(
            Record<any Fault>(
                "delete-data", summary: "Deletes data of a subsystem from all its servers at once.",
                .required("of", Shape.name.located, "the subsystem whose data is deleted"),
                .optional("share", smallShare, "the share of what is there"),
                .optional(
                    "objects", Shape<Int64>.itemCount(of: "objects").located,
                    "or how many of the objects of its `state`"),
                makeChecked: {
                    (
                        span: SourceSpan, reading: inout Reading, of: Located<String>,
                        share: Share?, objects: Located<Int64>?
                    ) -> (any Fault)? in
                    amount(share, objects, at: span, &reading).map {
                        DeleteData(subsystem: of, amount: $0)
                    }
                })))

    private static let smallShare = Shape<Share>.share(
        in: Share(partsPerMillion: 1) ... .whole)

    var names: [NamedThing] { [NamedThing(.subsystem, subsystem.value, at: subsystem.span)] }

    var deletesFrom: Located<String> { subsystem }

    var objectsNamed: Located<Int64>? {
        if case .objects(let objects) = amount { objects } else { nil }
    }

    func commands(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] {
        guard let id = fleet.subsystem(named: subsystem.value) else { return [] }
        return [.deleteData(share(of: fleet[id]), of: id)]
    }

    func undo(on servers: [ServerID], of fleet: FleetSpec) -> [FleetCommand] { [] }

    private func share(of subsystem: SubsystemSpec) -> Share {
        switch amount {
        case .share(let share): return share
        case .objects(let objects):
            let all = max(subsystem.state?.objects ?? 0, 1)
            let parts = (Double(objects.value) / Double(all) * 1_000_000).rounded()
            return Share(partsPerMillion: Int64(min(max(parts, 1), 1_000_000)))
        }
    }

    private static func amount(
        _ share: Share?, _ objects: Located<Int64>?, at span: SourceSpan, _ reading: inout Reading
    ) -> Amount? {
        switch (share, objects) {
        case (let share?, nil): return .share(share)
        case (nil, let objects?): return .objects(objects)
        case (nil, nil):
            reading.report(
                .missingField, at: span, "the fault does not say how much is deleted",
                help: "write `share: 30%`, or `objects: 2M objects`")
        case (_?, let objects?):
            reading.report(
                .conflictingFields, at: objects.span,
                "`share` and `objects` cannot both stand here",
                help: "write one of them")
        }
        return nil
    }
}
