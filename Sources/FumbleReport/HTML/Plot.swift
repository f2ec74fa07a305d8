import FumbleModel

/// A drawing that is as wide as there is room and so many pixels high, in which text and hatching keep
/// their size: places are percent from the left and pixels from the top.
struct Plot {
    let height: Int
    private let label: String
    private var parts: [Markup] = []

    /// - Parameter label: what the drawing says, for those who do not see it.
    init(height: Int, label: String) {
        self.height = height
        self.label = label
    }

    mutating func add(_ part: Markup) { parts.append(part) }

    var svg: Markup {
        .tag(
            "svg", ["class": "plot", "height": "\(height)", "role": "img", "aria-label": label],
            parts)
    }

    /// A rectangle over the whole height, or a part of it.
    mutating func rect(
        _ kind: String, x: String, width: String, y: Double = 0, height: Double? = nil,
        title: String? = nil
    ) {
        let attributes: KeyValuePairs<StaticString, String?> = [
            "class": kind, "x": x, "width": width, "y": Self.number(y),
            "height": Self.number(height ?? Double(self.height)),
        ]
        add(
            title.map { Markup.tag("rect", attributes, [.tag("title", [:], $0)]) }
                ?? .leaf("rect", attributes))
    }

    /// A line from `top` to the bottom.
    mutating func upright(_ kind: String, x: String, top: Double = 0, title: String? = nil) {
        line(kind, from: (x, top), to: (x, Double(height)), title: title)
    }

    mutating func line(
        _ kind: String, from: (x: String, y: Double), to: (x: String, y: Double),
        title: String? = nil
    ) {
        let attributes: KeyValuePairs<StaticString, String?> = [
            "class": kind, "x1": from.x, "x2": to.x, "y1": Self.number(from.y),
            "y2": Self.number(to.y),
        ]
        add(
            title.map { Markup.tag("line", attributes, [.tag("title", [:], $0)]) }
                ?? .leaf("line", attributes))
    }

    mutating func level(_ kind: String, y: Double) {
        let y = Self.number(y)
        add(.leaf("line", ["class": kind, "x1": "0", "x2": "100%", "y1": y, "y2": y]))
    }

    enum Anchor: String {
        case start, middle, end
    }

    mutating func text(
        _ text: String, x: String, y: Double, anchor: Anchor = .start, kind: String? = nil,
        dx: Double = 0
    ) {
        add(
            .tag(
                "text",
                [
                    "class": kind, "x": x, "y": Self.number(y),
                    "dx": dx == 0 ? nil : Self.number(dx),
                    "text-anchor": anchor == .start ? nil : anchor.rawValue,
                ], text))
    }

    /// A small sign at a place: its shape says what it is.
    mutating func sign(_ shape: Shape, kind: String, x: String, y: Double, title: String) {
        add(
            .tag(
                "svg", ["x": x, "y": Self.number(y), "overflow": "visible"],
                [
                    .tag(
                        "path", ["class": "sign " + kind, "d": shape.path],
                        [.tag("title", [:], title)])
                ]))
    }

    /// One of many values, that can be looked at by itself with the pointer or the keyboard.
    mutating func mark(_ shape: Mark, x: String, y: Double, title: String) {
        add(Self.dot(shape, x: x, y: y, of: "hit ", [.tag("title", [:], title)]))
    }

    /// The sign of a value; `kind` goes before its class.
    static func dot(
        _ shape: Mark, x: String, y: Double, of kind: String = "", _ parts: [Markup] = []
    ) -> Markup {
        guard let path = shape.path else {
            return .tag(
                "circle",
                ["class": kind + "dot", "cx": x, "cy": number(y), "r": "3.5"], parts)
        }
        return .tag(
            "svg", ["x": x, "y": number(y), "overflow": "visible"],
            [.tag("path", ["class": kind + "dot " + shape.kind, "d": path], parts)])
    }

    enum Mark {
        case run, worse, better
        /// Not seen to its end: the value lies further to the right, or further up.
        case later, above

        /// nil: it is a round one.
        fileprivate var path: String? {
            switch self {
            case .run: nil
            case .worse: "M-5.5 4.5h11l-5.5 -10z"
            case .better: "M-5.5 -4.5h11l-5.5 10z"
            case .later: "M-3.5 -4.5l8 4.5l-8 4.5z"
            case .above: "M-4.5 3.5l4.5 -8l4.5 8z"
            }
        }

        fileprivate var kind: String {
            switch self {
            case .run: ""
            case .worse: "bad"
            case .better: "alt"
            case .later, .above: "open"
            }
        }
    }

    enum Shape {
        case circle, square, diamond, triangle, cross, bar

        /// Around 0,0 and at most 14 pixels wide.
        fileprivate var path: String {
            switch self {
            case .circle: "M-6 0a6 6 0 1 0 12 0a6 6 0 1 0 -12 0z"
            case .square: "M-5.5 -5.5h11v11h-11z"
            case .diamond: "M0 -7l6 7l-6 7l-6 -7z"
            case .triangle: "M-6.5 -5.5h13l-6.5 11.5z"
            case .cross:
                "M-6.5 -4l2.5 -2.5l4 4l4 -4l2.5 2.5l-4 4l4 4l-2.5 2.5l-4 -4l-4 4l-2.5 -2.5l4 -4z"
            case .bar: "M-6 -6h4.5v12h-4.5zM1.5 -6h4.5v12h-4.5z"
            }
        }
    }

    /// Curves that are stretched to the width: x from 0 to `StepCurve.columns`, y in pixels.
    mutating func stretched(_ parts: [Markup]) {
        add(
            .tag(
                "svg",
                [
                    "x": "0", "y": "0", "width": "100%", "height": "\(height)",
                    "viewBox": "0 0 \(StepCurve.columns) \(height)",
                    "preserveAspectRatio": "none",
                ], parts))
    }

    static func number(_ value: Double) -> String { PlainNumber.text((value * 10).rounded() / 10) }

    /// The hatchings that drawings of a page share; once a page.
    static let hatchings = Markup.tag(
        "svg", ["width": "0", "height": "0", "aria-hidden": "true", "style": "position:absolute"],
        [
            .tag(
                "defs", [:],
                [hatching("below", "hatch", "45"), hatching("fault", "hatch soft", "-45")])
        ])

    private static func hatching(_ id: String, _ kind: String, _ angle: String) -> Markup {
        .tag(
            "pattern",
            [
                "id": id, "width": "6", "height": "6", "patternUnits": "userSpaceOnUse",
                "patternTransform": "rotate(\(angle))",
            ], [.leaf("line", ["class": kind, "x1": "0", "x2": "0", "y1": "0", "y2": "6"])])
    }
}
