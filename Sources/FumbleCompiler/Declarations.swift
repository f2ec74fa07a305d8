package import FumbleCatalog
package import FumbleDocument

/// Everything that files may hold, as data: for reference pages and JSON Schemas.
package struct Declarations: Sendable {
    /// The kinds of file, each by its first line, such as `experiment/v1`.
    package let files: [File]
    /// Every mapping with known fields that stands somewhere in a file, each once, in the order in
    /// which one comes upon them; the files themselves first.
    package let records: [RecordDescription]
    /// The open lists: faults, guards, promises, probes, tolerances, verbs,
    /// distributions, quantities, readiness, clients.
    package let kinds: [KindListDescription]

    package struct File: Sendable {
        package let header: String
        package let record: RecordDescription
    }

    package static func all(_ catalog: Catalog) -> Declarations {
        let files = [
            File(
                header: FileHeader.experiment.rawValue,
                record: WrittenExperiment.record(catalog).description),
            File(
                header: FileHeader.fleet.rawValue,
                record: WrittenFleet.record(catalog).description),
            File(header: FileHeader.schedule.rawValue, record: WrittenSchedule.record.description),
        ]
        let kinds = [
            catalog.faults.description, catalog.guards.description,
            catalog.promises.description, catalog.probes.description,
            catalog.tolerances.description, WrittenVerb.kinds.description,
            WrittenLength.kinds.description, WrittenQuantity.kinds.description,
            ReadinessKinds.all.description, WrittenRESPAsk.kinds.description,
        ]
        let records = RecordSearch.records(of: files.map(\.record))
        return Declarations(files: files, records: records, kinds: kinds)
    }
}
