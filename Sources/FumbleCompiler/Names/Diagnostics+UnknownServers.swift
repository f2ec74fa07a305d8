internal import FumbleDocument
internal import FumbleModel

extension Diagnostics {
    /// Reports a name that no server bears, with the nearest that one does, or one of each group.
    mutating func reportUnknownServer(
        _ name: String, at span: SourceSpan, among names: ServerNames
    ) {
        reportUnknown(
            .unknownServer, "server", name, at: span, among: names.oneOfEach + names.near(name))
    }
}
