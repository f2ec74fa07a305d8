import FumbleControl
import FumbleModel
import Testing

/// Random usages, and lines made from them, which must be read back.
@Suite struct RoundTripTests {
    @Test(arguments: 0..<200)
    func `a line made from a usage matches it`(_ seed: Int) throws {
        for round in 0..<10 {
            var maker = UsageMaker(seed: UInt64(seed), name: "usage/\(round)")
            let text = maker.usage()
            let usage = try Usage.parse(text)
            #expect(usage.arguments.sorted() == maker.arguments.sorted(), "\(text)")
            #expect(usage.flags.sorted() == maker.flags.sorted(), "\(text)")
            let line = maker.line()
            for parsing in PlaybookEntry.Parsing.allCases {
                let match = try #require(
                    try? usage.match(line, parsing: parsing), "\(text)\n\(line)")
                let typed = match.values.filter { $0.text != nil }
                let found = typed.map { "\($0.name)=\($0.text ?? "")" }.sorted()
                let isExact = maker.hasFixedPlaces
                #expect(
                    found.filter { isExact || !$0.hasPrefix("P") }
                        == maker.typed.sorted().filter { isExact || !$0.hasPrefix("P") },
                    "\(text)\n\(line)")
            }
        }
    }

    @Test func `the same usages are made of the same seed`() {
        var first = UsageMaker(seed: 7, name: "usage")
        var second = UsageMaker(seed: 7, name: "usage")
        #expect(first.usage() == second.usage())
        #expect(first.line() == second.line())
    }
}

/// Makes a usage and lines of it, without any help of what reads them.
struct UsageMaker {
    private var random: RandomStream
    private var pieces: [Piece] = []
    private var next = 0
    private(set) var arguments: [String] = []
    private(set) var flags: [String] = []
    /// What the line says, as `NAME=text`.
    private(set) var typed: [String] = []
    private var words: [String] = []
    private var options: [String] = []

    private indirect enum Piece {
        case word(String)
        case argument(String)
        case option(String, String)
        case flag(String)
        case optional([Piece])
        case choice([Piece])
        case repeated(Piece)
    }

    init(seed: UInt64, name: String) {
        random = RandomStream(seed: seed, name: name)
    }

    /// Whether each word can be read as one argument only: nothing is optional, chosen or repeated.
    var hasFixedPlaces: Bool {
        pieces.allSatisfy { piece in
            switch piece {
            case .word, .argument, .option, .flag: true
            case .optional, .choice, .repeated: false
            }
        }
    }

    mutating func usage() -> String {
        pieces = (0..<1 + random.below(5)).map { _ in piece(depth: 0) }
        return "ctl " + pieces.map { text($0) }.joined(separator: " ")
    }

    mutating func line() -> String {
        words = []
        options = []
        for piece in pieces { write(piece) }
        var parts = words
        for option in options { parts.insert(option, at: random.below(parts.count + 1)) }
        parts.insert("ctl", at: parts.firstIndex { !$0.hasPrefix("-") } ?? parts.count)
        return parts.joined(separator: random.below(2) == 0 ? " " : "  ")
    }

    private mutating func piece(depth: Int) -> Piece {
        next += 1
        switch random.below(depth > 1 ? 4 : 7) {
        case 0: return .word("w\(next)")
        case 1:
            arguments.append("P\(next)")
            return .argument("P\(next)")
        case 2:
            arguments.append("V\(next)")
            return .option("--o\(next)x", "V\(next)")
        case 3:
            flags.append("--f\(next)x")
            return .flag("--f\(next)x")
        case 4: return .optional((0..<1 + random.below(2)).map { _ in piece(depth: depth + 1) })
        case 5: return .choice((0..<2 + random.below(2)).map { _ in piece(depth: depth + 1) })
        default: return .repeated(piece(depth: depth + 1))
        }
    }

    private mutating func text(_ piece: Piece) -> String {
        switch piece {
        case .word(let word): return word
        case .argument(let name): return name
        case .option(let name, let value):
            return random.below(2) == 0 ? "\(name)=\(value)" : "\(name) \(value)"
        // In brackets, so that an argument after it is not its value.
        case .flag(let name): return "(\(name))"
        case .optional(let inner):
            var parts: [String] = []
            for piece in inner { parts.append(text(piece)) }
            return "[" + parts.joined(separator: " ") + "]"
        case .choice(let inner):
            var parts: [String] = []
            for piece in inner { parts.append(text(piece)) }
            return "(" + parts.joined(separator: " | ") + ")"
        case .repeated(let inner): return "(" + text(inner) + ")..."
        }
    }

    private mutating func write(_ piece: Piece) {
        switch piece {
        case .word(let word): words.append(word)
        case .argument(let name): words.append(value(name))
        case .option(let name, let argument):
            let value = value(argument)
            options.append(name + (random.below(2) == 0 ? " " : "=") + value)
        case .flag(let name):
            typed.append("\(name)=\(name)")
            options.append(name)
        case .optional(let inner):
            for piece in inner where random.below(2) == 0 { write(piece) }
        case .choice(let inner): write(inner[random.below(inner.count)])
        case .repeated(let inner):
            for _ in 0..<1 + random.below(3) { write(inner) }
        }
    }

    /// A value for an argument, quoted in one way or another.
    private mutating func value(_ name: String) -> String {
        let plain = "\(name.lowercased())v\(random.below(3))"
        switch random.below(4) {
        case 0:
            typed.append("\(name)=\(plain) *")
            return "'\(plain) *'"
        case 1:
            typed.append("\(name)=\(plain)\"")
            return "\"\(plain)\\\"\""
        default:
            typed.append("\(name)=\(plain)")
            return plain
        }
    }
}
