extension Explanation {
    /// What can be wrong with fields and their values.
    static let ofFields: [Explanation] = [
        Explanation(
            .missingField, "missing field",
            """
            A field that has no default is not there. The mark is on the key whose mapping \
            lacks it.
            """,
            bad: "crash: {of: index}",
            good: "crash: {of: index, count: 2 servers}"),
        Explanation(
            .unknownField, "unknown field",
            """
            This mapping has no field of that name. Unknown fields are refused and never \
            ignored, because an ignored one is a limit that you believe in and that does \
            not exist. `fumble reference` lists the fields of every kind.
            """,
            bad: "over-removal: {of: index, cuont: 4 servers}",
            good: "over-removal: {of: index, count: 4 servers}"),
        Explanation(
            .duplicateKey, "the same key twice",
            """
            A key may stand only once in a mapping. Which of the two was meant cannot be \
            told, so neither is taken; both places are shown.
            """,
            bad: """
                for: 5m
                for: 10m
                """,
            good: "for: 10m"),
        Explanation(
            .wrongType, "wrong type of value",
            """
            A list stands where one value is needed, a word where a mapping is, or the \
            like.
            """,
            bad: "zones: a",
            good: "zones: [a, b, c]"),
        Explanation(
            .blankValue, "blank value",
            """
            A field is named and nothing is written behind it. A blank never means all, \
            none or the default: write `none` where there is none and the field allows it, \
            or leave the field out.
            """,
            bad: "stop-when:",
            good: "stop-when: none"),
        Explanation(
            .needsUnit, "number without a unit",
            """
            A quantity is written with its unit, because `5` may be seconds to the writer \
            and minutes to the reader.
            """,
            bad: "for: 5",
            good: "for: 5m"),
        Explanation(
            .wrongUnit, "wrong unit",
            """
            The value begins with a number, but what follows is not a unit of this \
            quantity. Units are exact: `MB` is a million bytes, `m` is minutes, `ms` \
            milliseconds.
            """,
            bad: "rate: 250 MB",
            good: "rate: 250/s"),
        Explanation(
            .negative, "negative value",
            """
            The quantity cannot be below zero: there are no negative pauses, servers or \
            rates.
            """,
            bad: "after: -5m",
            good: "after: 5m"),
        Explanation(
            .outOfRange, "value out of range",
            """
            The value is well written, and outside of what the field accepts. The message \
            says the bounds.
            """,
            bad: "below: 140%",
            good: "below: 95%"),
        Explanation(
            .notOneOf, "not one of the words",
            """
            The field takes one of a few words, and this is none of them.
            """,
            bad: "on-breach: refues",
            good: "on-breach: refuse"),
        Explanation(
            .unknownKind, "unknown kind",
            """
            Faults, guards, probes and the like are written `{kind: {fields}}`, and fumble \
            knows no kind of this name. `fumble reference` lists them.
            """,
            bad: "fault: {crahs: {of: index}}",
            good: "fault: {crash: {of: index}}"),
        Explanation(
            .oneKindOnly, "one kind, no more and no less",
            """
            A mapping that names a kind has room for just one. Two faults are two steps.
            """,
            bad: "fault: {crash: {of: index}, hang: {of: index}}",
            good: """
                - {at: 5m, fault: {crash: {of: index}}, for: 5m}
                - {at: 5m, fault: {hang: {of: index}}, for: 5m}
                """),
        Explanation(
            .invalidName, "not a name",
            """
            Names are lower-case letters, digits, `-`, `_` and `.`, at most 100 of them, \
            so that they can be typed, be part of a path and be told apart.
            """,
            bad: "name: Object Store",
            good: "name: object-store"),
        Explanation(
            .numberTooLarge, "number too large",
            """
            The number is beyond anything that can be meant or counted exactly. The \
            message says the bound.
            """,
            bad: "settle: 99999999y",
            good: "settle: 5m"),
        Explanation(
            .conflictingFields, "fields that contradict each other",
            """
            Each of the fields is right by itself; together they say two different things.
            """,
            bad: "{at-least: 9%, at-most: 5%}",
            good: "{at-least: 5%, at-most: 9%}"),
        Explanation(
            .unreadableQuantity, "not a quantity",
            """
            A quantity begins with a number, and this does not.
            """,
            bad: "for: five minutes",
            good: "for: 5m"),
        Explanation(
            .emptyList, "too few elements",
            """
            The list has fewer elements than make sense: a path without subsystems, an \
            experiment without steps.
            """,
            bad: "path: []",
            good: "path: [index, storage]"),
        Explanation(
            .loopTooLong, "loops that make too many passes",
            """
            A loop reads its steps once for each of its values, and loops in loops multiply. A \
            file may make 10,000 passes in all.
            """,
            bad: "five loops of ten values, each within the other",
            good: "one loop over the values that matter"),
    ]
}
