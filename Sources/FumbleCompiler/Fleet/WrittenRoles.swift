internal import FumbleDocument
internal import FumbleModel

/// Primaries and replicas, as a fleet file writes them.
struct WrittenRoles: Sendable {
    let scope: RoleSpec.Scope
    let promotesAfter: TimeSpan
    let lag: TimeSpan
    let neededBy: [Located<String>]

    static let record = Record(
        "roles",
        summary: "Primaries, without which some operations fail, and replicas that take over.",
        Field<RoleSpec.Scope>(
            "primary", .oneOf(RoleSpec.Scope.allCases.map { ($0.rawValue, $0) }),
            "how many primaries there are"),
        Field<TimeSpan>(
            "promotes-after", .runLength,
            "how long after its primary is lost a replica takes its place"),
        Field<TimeSpan>.defaulted(
            "lag", Shape<TimeSpan>.runLength.orElse(.zero), to: .zero, written: "0s",
            "how far replicas are behind: what was acknowledged in it is lost with the primary"),
        Field<[Located<String>]>(
            "needed-by", .listOrOne(of: Shape<String>.name.located),
            "the operations that fail without a primary"),
        make: WrittenRoles.init)
}
