/// Where a node stands in a tree: the keys and places that lead to it from the root.
package struct NodePath: Hashable, Sendable {
    package let parts: [Part]

    package init(_ parts: [Part] = []) {
        self.parts = parts
    }

    package enum Part: Hashable, Sendable {
        /// The value of the first entry of that name.
        case key(String)
        /// An element of a list, counted from 0.
        case place(Int)
    }

    package func key(_ name: String) -> NodePath { NodePath(parts + [.key(name)]) }

    package func place(_ index: Int) -> NodePath { NodePath(parts + [.place(index)]) }

    /// Whether this is above the other one: a way to it that ends earlier.
    package func isAbove(_ other: NodePath) -> Bool {
        parts.count < other.parts.count && other.parts.starts(with: parts)
    }
}
