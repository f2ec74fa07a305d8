internal import FumbleDocument
internal import FumbleModel

/// Experiments that neither do nor measure anything.
enum MethodOrMeasure {
    private static let either = ["method", "measure"]

    /// Looks at the keys alone: an entry that is wrong is told of by itself.
    static func check(_ root: Node, _ diagnostics: inout Diagnostics) {
        let keys = root.entries?.map(\.name) ?? []
        let isThere = keys.contains { key in
            key == "measure" && root[key]?.entries?.isEmpty != true || key == "method"
                || !either.contains(key) && NearestWord.nearest(to: key, among: either) != nil
        }
        guard !isThere else { return }
        diagnostics.report(
            .missingField, at: SourceSpan(start: root.span.start, end: root.span.start),
            "`experiment` needs a field `method`",
            help: "`method`: the steps, in the order of their times; or `measure`, without a method"
        )
    }
}
