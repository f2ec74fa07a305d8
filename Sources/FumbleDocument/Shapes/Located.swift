package import FumbleModel

/// A value that remembers where it was written, so that a check or a verdict can point at it.
package struct Located<Value: Sendable>: Sendable {
    package let value: Value
    package let span: SourceSpan

    package init(value: Value, span: SourceSpan) {
        self.value = value
        self.span = span
    }

    package var position: SourcePosition { span.start }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}

/// One entry of a mapping whose keys are the author's own names, in the order of the file.
package struct MapEntry<Value: Sendable>: Sendable {
    package let name: String
    package let nameSpan: SourceSpan
    package let value: Value

    package init(name: String, nameSpan: SourceSpan, value: Value) {
        self.name = name
        self.nameSpan = nameSpan
        self.value = value
    }

    package var position: SourcePosition { nameSpan.start }
}

/// A value of an open list of kinds, with the name of its kind and the place of that name.
package struct Chosen<Value: Sendable>: Sendable {
    package let kind: String
    package let kindSpan: SourceSpan
    package let value: Value

    package init(kind: String, kindSpan: SourceSpan, value: Value) {
        self.kind = kind
        self.kindSpan = kindSpan
        self.value = value
    }

    package var position: SourcePosition { kindSpan.start }
}
