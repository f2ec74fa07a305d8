internal import FumbleDocument
internal import FumbleModel

/// One entry of `expect:` as a file writes it; which operation a key names is not yet looked up.
enum WrittenExpectation: Sendable {
    case promises([MapEntry<Located<Bool?>>])
    case guards([MapEntry<Located<GuardOutcome?>>])
    case writesLost(Located<Expectation.Range>)
    case falseStops(Located<Expectation.Range>)
    case dataLost(age: Located<Expectation.Range>?, objects: Located<Expectation.Range>?)
    /// An operation, or `clients`: all of them.
    case operation([OperationClaim])
    /// What another arm should show.
    case arm(Arm, [MapEntry<WrittenExpectation>])

    /// One thing expected of an operation; `field` is nil for `undisturbed`.
    struct OperationClaim: Sendable {
        let field: String?
        let span: SourceSpan
        let what: What

        enum What: Sendable {
            case undisturbed
            case measure(Expectation.Measure, Expectation.Range)
        }
    }

    /// Keys of `expect:` that are not names of operations.
    static let fixedKeys = description.fields.map(\.name)

    /// The key that stands for the clients of every operation.
    static let everybody = "clients"

    static let shape = entries(description) { shape(for: $0) }

    private static func entries(
        _ description: RecordDescription,
        each: @escaping @Sendable (String) -> Shape<WrittenExpectation>
    ) -> Shape<[MapEntry<WrittenExpectation>]> {
        Shape(.record(description)) { node, reading in
            guard let entries = node.entries else {
                return Shape<[MapEntry<Node>]>.map(of: .anything).read(node, &reading).map { _ in
                    []
                }
            }
            return entries.compactMap { entry in
                let value = reading.reading(entry.name, at: entry.key.span) { reading in
                    each(entry.name).read(entry.value, &reading)
                }
                return value.map {
                    MapEntry(name: entry.name, nameSpan: entry.key.span, value: $0)
                }
            }
        }
    }

    private static let description = RecordDescription(
        name: "expect", summary: "What should come out of the run.",
        fields: [
            FieldDescription("guards", "of each guard, what came of it", guards.description),
            FieldDescription(
                "false-stops", "times that guards stopped what was meant, or a repair",
                MeasureShapes.relapses.description),
            FieldDescription(
                Arm.meant.rawValue, "what should come of the line as it was meant",
                .record(ofAnArm)),
            FieldDescription(
                Arm.unguarded.rawValue, "what should come of it where no guard is asked",
                .record(ofAnArm)),
        ] + ofAnyArm, others: others)

    /// Guards are judged by all arms together: of one arm there is nothing to expect of them.
    private static let ofAnArm = RecordDescription(
        name: "expect of an arm", summary: "What should come out of one arm beside the main one.",
        fields: ofAnyArm, others: others)

    private static let others = RecordDescription.Others(
        placeholder: "OPERATION", doc: "the clients of one operation",
        shape: claims.description)

    private static let ofAnyArm = [
        FieldDescription(
            "promises", "of each promise, if it is kept", promises.description),
        FieldDescription(
            "acknowledged-writes-lost", "answered writes that are lost all the same",
            MeasureShapes.requests.description),
        FieldDescription(
            "data-lost", "of deleted data, what a restore did not bring back",
            dataLost.description),
        FieldDescription(everybody, "the clients of all operations", claims.description),
    ]

    private static func shape(for key: String) -> Shape<WrittenExpectation> {
        switch key {
        case "promises": promises.map { .promises($0) }
        case "guards": guards.map { .guards($0) }
        case "acknowledged-writes-lost": MeasureShapes.requests.located.map { .writesLost($0) }
        case "false-stops": MeasureShapes.relapses.located.map { .falseStops($0) }
        case "data-lost": dataLost
        case Arm.meant.rawValue: arm(.meant)
        case Arm.unguarded.rawValue: arm(.unguarded)
        default: claims.map { .operation($0) }
        }
    }

    private static func arm(_ arm: Arm) -> Shape<WrittenExpectation> {
        entries(ofAnArm) { key in
            ofAnArm.fields.contains { $0.name == key }
                ? shape(for: key) : claims.map { .operation($0) }
        }.map { .arm(arm, $0) }
    }

    /// Not judged: whatever comes of it.
    private static let any = "any"

    private static let promises = Shape<[MapEntry<Located<Bool?>>]>.readable(
        mapOf: Shape<Bool?>.oneOf([("kept", true), ("broken", false), (any, nil)]).located)

    private static let guards = Shape<[MapEntry<Located<GuardOutcome?>>]>.readable(
        mapOf: Shape<GuardOutcome?>.oneOf(
            GuardOutcome.allCases.map { ($0.rawValue, $0) }
                + [(GuardOutcome.neverAsked.words, .neverAsked), (any, nil)]
        ).located)

    private static let dataLost: Shape<WrittenExpectation> = .record(
        Record(
            "data loss", summary: "What is expected to be lost of deleted data.",
            Field<Located<Expectation.Range>?>.optional(
                "age", MeasureShapes.times.located,
                "how much time's writes: the age of the copy when the data was deleted"),
            Field<Located<Expectation.Range>?>.optional(
                "objects", MeasureShapes.objects.located, "how many objects"),
            makeChecked: {
                (
                    span: SourceSpan, reading: inout Reading,
                    age: Located<Expectation.Range>?, objects: Located<Expectation.Range>?
                ) -> WrittenExpectation? in
                if age == nil, objects == nil {
                    reading.report(
                        .missingField, at: reading.currentOwner ?? span,
                        "nothing says how much data may be lost",
                        help: "write `age: {at-most: 1h}`, or `objects: {at-most: 0 objects}`")
                    return nil
                }
                return .dataLost(age: age, objects: objects)
            }))

    private static let claims = Shape<[OperationClaim]>(
        .anyOf([
            .words([ShapeDescription.Word("undisturbed", "no window left its tolerance")]),
            Shape.record(MeasureShapes.record).description,
        ])
    ) { node, reading in
        guard let text = node.scalar?.text else {
            return Shape.record(MeasureShapes.record).read(node, &reading)
        }
        guard text == "undisturbed" else {
            return Shape<[OperationClaim]>.oneOf([("undisturbed", [])]).read(node, &reading)
        }
        return [OperationClaim(field: nil, span: node.span, what: .undisturbed)]
    }
}
