import FumbleCatalog
import FumbleCompiler
import FumbleControl
import FumbleDocument
import FumbleModel
import FumbleSlips

/// Types every line one slip from a meant one, reads it and works out what it comes to, again and again;
/// prints how long each time took.
struct ExploreWork {
    private let fleet: String
    private let line: String
    private let model: String
    private let keyboard: String
    private let repeats: Int

    init?(_ words: [String]) {
        guard words.count == 6, words[0] == "neighbours", let repeats = Int(words[5]), repeats > 0
        else { return nil }
        fleet = words[1]
        line = words[2]
        model = words[3]
        keyboard = words[4]
        self.repeats = repeats
    }

    /// - Returns: false where a file or the line cannot be read.
    func run() -> Bool {
        guard let fleet = compiledFleet(), let model = errorModel(), let layout = layout() else {
            return false
        }
        let reader = LineReader(
            fleet: fleet.fleet, topology: fleet.topology, seed: 1, path: "method[0]")
        guard let anatomy = try? reader.anatomy(of: line) else { return false }
        let keys = Keyboard(layout)
        let nothing = Intention.Surroundings(
            environments: [], windows: [], earlier: [], later: [])
        var times: [String] = []
        var (lines, effects) = (0, 0)
        for _ in 0..<repeats {
            let begun = ContinuousClock.now
            let intention = Intention(
                line, window: nil, anatomy: anatomy, keyboard: keys, surroundings: nothing)
            let neighbourhood = Neighbourhood(of: intention, by: model)
            let found = Effects(
                of: neighbourhood.neighbours, pairs: [], meant: neighbourhood.intention.line,
                in: nil, read: reader.preview)
            let taken = ContinuousClock.now - begun
            (lines, effects) = (neighbourhood.neighbours.count, found.distinct)
            times.append(PlainNumber.text(taken / .milliseconds(1)))
        }
        print(
            "{\"lines\": \(lines), \"effects\": \(effects), \"ms\": [\(times.joined(separator: ", "))]}"
        )
        return true
    }

    private func compiledFleet() -> CompiledFleet? {
        guard let bytes = WholeFile.bytes(of: fleet) else { return nil }
        let compiler = Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "no other file is read"))
        }
        return try? compiler.compileFleet(bytes, path: fleet).get()
    }

    private func errorModel() -> ErrorModel? {
        var ignored = Diagnostics()
        guard let bytes = WholeFile.bytes(of: model),
            let document = YAMLReader.read(bytes, file: model, diagnostics: &ignored)
        else { return nil }
        return try? ErrorModel(document.root.json)
    }

    private func layout() -> KeyboardLayout? {
        WholeFile.bytes(of: keyboard).flatMap { try? KeyboardFile.read($0, path: keyboard).get() }
    }
}
