internal import FumbleDocument
internal import FumbleModel

/// A number in a step that could be smaller: servers, a share, a factor, a time, a number typed.
struct Amount: Hashable {
    /// Of its scalar, from the root of the tree.
    let path: NodePath
    let form: Form
    /// What stands there: servers, millionths, thousandths or microseconds.
    let stated: Int64
    private let ladder: Ladder

    enum Form: Hashable {
        /// Servers, or something else: with the noun that is written, and the one that is meant.
        case count(noun: String, meant: String)
        case share
        case factor
        case time
        /// A number within a typed line, between the rest of it.
        case typed(before: String, after: String)
    }

    init(path: NodePath, form: Form, stated: Int64, least: Int64 = 1) {
        self.path = path
        self.form = form
        self.stated = stated
        ladder =
            switch form {
            case .count, .typed: .whole(from: least)
            case .share: .shares
            case .factor: .factors
            case .time: .times
            }
    }

    /// How many smaller values there are to try.
    var smaller: Int { ladder.count(below: stated) }

    /// One of the smaller values, from the least (0) up; the stated one beyond them.
    func value(_ rung: Int) -> Int64 { rung < smaller ? ladder[rung] : stated }

    /// About this part of what is stated, and never more; what has nothing smaller stays.
    func scaled(by weight: Double) -> Int64 {
        guard smaller > 0 else { return stated }
        let least = form == .factor ? 1_000 : 0
        let target = Int64(least) + Int64((Double(stated - Int64(least)) * weight).rounded())
        return target >= stated ? stated : ladder[max(0, ladder.count(below: target + 1) - 1)]
    }

    /// The whole scalar with another value.
    func text(of value: Int64) -> String {
        switch form {
        case .count(let noun, _): Self.count(value, noun)
        case .typed(let before, let after): "\(before)\(value)\(after)"
        case .share, .factor, .time: words(of: value)
        }
    }

    /// The value alone, as people say it.
    func words(of value: Int64) -> String {
        switch form {
        case .count(_, let noun): Self.count(value, noun)
        case .share: "\(Share(partsPerMillion: value))"
        case .factor: PlainNumber.text(Double(value) / 1_000) + "x"
        case .time: "\(TimeSpan(microseconds: value))"
        case .typed(_, let after): after.hasPrefix("%") ? "\(value)%" : "\(value)"
        }
    }

    /// `4`, `4 servers`, `1 server`.
    private static func count(_ value: Int64, _ noun: String) -> String {
        let singular = noun.hasSuffix("s") ? String(noun.dropLast()) : noun
        return noun.isEmpty ? "\(value)" : "\(value) \(value == 1 ? singular : noun)"
    }

    func put(_ value: Int64, into root: Node) -> Node {
        root.replacing(path, withText: text(of: value))
    }
}
