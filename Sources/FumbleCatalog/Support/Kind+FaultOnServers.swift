internal import FumbleDocument
internal import FumbleModel

extension Kind where Value == any Fault {
    /// A fault that hits servers: those of a subsystem, a group or a zone, all or some of them.
    init<each Part: Sendable>(
        onServers name: String, summary: String, example: String,
        _ fields: repeat Field<each Part>,
        make: @escaping @Sendable (Targets, repeat each Part) -> any Fault
    ) {
        let record = Record<any Fault>(
            name, summary: summary, Targets.of, Targets.group, Targets.zone,
            Targets.primary, Targets.count, repeat each fields,
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading, of: Located<String>?,
                    group: Located<String>?, zone: Located<String>?, primary: Located<String>?,
                    count: ServerAmount?, parts: repeat each Part
                ) -> (any Fault)? in
                Targets.read(
                    of: of, group: group, zone: zone, primary: primary, count: count, at: span,
                    &reading
                ).map { make($0, repeat each parts) }
            })
        self.init(name, summary: summary, example: example, .record(record))
    }
}
