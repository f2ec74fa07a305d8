internal import FumbleModel

extension Shape {
    /// A list, read to its end whatever is wrong in it.
    package static func list<Element: Sendable>(
        of element: Shape<Element>, atLeast minimum: Int = 0
    ) -> Shape<[Element]> where Value == [Element] {
        let description = ShapeDescription.list(of: element.description, atLeast: minimum)
        return Shape(description) { node, reading in
            guard let nodes = node.elements else {
                reading.reportWrongType(node, expected: description)
                return nil
            }
            if nodes.count < minimum {
                reading.report(
                    .emptyList, at: node.shortSpan,
                    "\(reading.currentSubject) needs at least \(minimum) of its elements, "
                        + "and has \(nodes.count)")
                return nil
            }
            return readAll(nodes, as: element, &reading)
        }
    }

    /// A list, or one element standing for a list of one.
    package static func listOrOne<Element: Sendable>(
        of element: Shape<Element>
    ) -> Shape<[Element]> where Value == [Element] {
        let list = Shape.list(of: element, atLeast: 1)
        return Shape(.anyOf([list.description, element.description])) { node, reading in
            if node.elements != nil { return list.read(node, &reading) }
            return element.read(node, &reading).map { [$0] }
        }
    }

    /// A mapping from the author's own names to values, in the order of the file.
    package static func map<Element: Sendable>(
        of element: Shape<Element>, keys: KeyText = .names
    ) -> Shape<[MapEntry<Element>]> where Value == [MapEntry<Element>] {
        let description = ShapeDescription.map(of: element.description, keys: keys.pattern)
        return Shape(description) { node, reading in
            guard let entries = node.entries else {
                reading.reportWrongType(node, expected: description)
                return nil
            }
            return readAll(entries, as: element, keys, &reading)
        }
    }

    private static func readAll<Element>(
        _ nodes: [Node], as element: Shape<Element>, _ reading: inout Reading
    ) -> [Element]? {
        var values: [Element] = []
        for node in nodes {
            let value = reading.readingElement { reading in element.read(node, &reading) }
            if let value { values.append(value) }
        }
        return values.count == nodes.count ? values : nil
    }

    private static func readAll<Element>(
        _ entries: [Node.Entry], as element: Shape<Element>, _ keys: KeyText,
        _ reading: inout Reading
    ) -> [MapEntry<Element>]? {
        var values: [MapEntry<Element>] = []
        for entry in entries {
            if let mistake = keys.mistake(in: entry.name) {
                reading.report(
                    mistake.code, at: entry.key.span, "`\(entry.name)` \(mistake.message)",
                    help: mistake.help)
            }
            let value = reading.reading(entry.name, at: entry.key.span) { reading in
                element.read(entry.value, &reading)
            }
            guard let value else { continue }
            values.append(MapEntry(name: entry.name, nameSpan: entry.key.span, value: value))
        }
        return values.count == entries.count ? values : nil
    }
}
