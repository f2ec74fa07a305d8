import FumbleDocument
import FumbleModel
import Testing

/// Whatever the bytes are, the reader gives a tree or says why not: it never traps.
@Suite struct YAMLFuzzTests {
    private static let seedText = """
        fumble: fleet/v1
        zones: &zones [a, b, c]
        subsystems:
          index: {minimum: 70%, cells: {count: 20, replicas: 5}}   # comment
          "placement": {needs: {to-start: [index]}, zones: *zones}
        text: |
          one
          two é
        quoted: "a\\tb\\u00e9 \\x41"
        - broken: 'it''s'

        """

    @Test(arguments: UInt64(0)..<300)
    func mutatedFilesAreReadOrRefused(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        var bytes = Array(Self.seedText.utf8)
        for _ in 0...dice.below(12) { mutate(&bytes, &dice) }
        expectTreeOrReason(bytes)
    }

    @Test(arguments: UInt64(0)..<200)
    func randomBytesAreReadOrRefused(_ seed: UInt64) {
        var dice = Dice(seed: seed &+ 1_000_000)
        let alphabet = Array("-:?[]{},#&*!|>'\"%@` \t\n\r<>ab01~.\u{85}\u{2028}é".utf8) + [0, 0xFF]
        let isText = seed % 4 > 0
        let bytes = (0..<dice.below(400)).map { _ in
            isText ? alphabet[dice.below(alphabet.count)] : UInt8(dice.below(256))
        }
        expectTreeOrReason(bytes)
    }

    private func mutate(_ bytes: inout [UInt8], _ dice: inout Dice) {
        let place = dice.below(bytes.count + 1)
        let byte = UInt8(dice.below(256))
        switch dice.below(5) {
        case 0: bytes.insert(byte, at: place)
        case 1: bytes.insert(Array(" \t\n[]{}:*&-".utf8)[dice.below(11)], at: place)
        case 2: if place < bytes.count { bytes.remove(at: place) }
        case 3: if place < bytes.count { bytes[place] = byte }
        default: bytes += bytes.prefix(place)
        }
    }

    private func expectTreeOrReason(_ bytes: [UInt8]) {
        var diagnostics = Diagnostics()
        let document = YAMLReader.read(bytes, file: "f.yaml", diagnostics: &diagnostics)
        #expect(document != nil || !diagnostics.isEmpty)
        let source = SourceText(file: "f.yaml", bytes: bytes)
        for format in DiagnosticsFormat.allCases {
            let text = format.render(diagnostics, sources: [source])
            #expect(text.isEmpty == (diagnostics.isEmpty && [.text, .github].contains(format)))
        }
    }
}

/// A small generator of its own (SplitMix64, Steele and others 2014), so that a seed is a replay.
struct Dice {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func below(_ bound: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        mixed ^= mixed >> 31
        return bound > 0 ? Int(mixed % UInt64(bound)) : 0
    }
}
