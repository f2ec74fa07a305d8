internal import FumbleDocument
internal import FumbleModel

extension Kind where Value == any Fault {
    /// A fault of the network to servers, from everybody or from some who ask them.
    init<each Part: Sendable>(
        onLinks name: String, summary: String, example: String,
        _ fields: repeat Field<each Part>,
        make: @escaping @Sendable (Ways, repeat each Part) -> any Fault
    ) {
        self.init(
            onServers: name, summary: summary, example: example, Ways.from, repeat each fields
        ) {
            (targets: Targets, from: [Located<String>]?, parts: repeat each Part) -> any Fault in
            let ends = (from ?? []).map { NamedEnd($0.value, at: $0.span) }
            return make(Ways(targets: targets, from: ends), repeat each parts)
        }
    }
}
