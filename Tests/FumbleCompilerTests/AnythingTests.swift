import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import Testing

/// Whatever stands in a file, the compiler says what is wrong with it or makes a plan: it never
/// traps.
@Suite struct AnythingTests {
    /// Values that are wrong nearly everywhere, and extreme where they are right.
    private static let nasty = [
        "0", "1", "-1", "44", "9999999", "99999999999999999999", "0%", "100%", "99999999%",
        "1000y", "1y", "0s", "1us", "-5m", "0 B", "8000 PB", "9000000G/s", "999999999999/s",
        "0/s", "10000x", "0x", "none", "~", "[]", "{}", "[a, a]", "{a: 1}", "input.x", "each.x",
        "index", "COUNT", "1 per 1us", "9999999 per 1000y", "true", "\"\"", "60% per year",
    ]

    @Test(arguments: UInt64(0)..<300) func nothingTraps(seed: UInt64) throws {
        var stream = RandomStream(seed: seed, name: "anything")
        let fleet = try mutated("Format/fleets/object-store.yaml", &stream)
        let experiment = try mutated("Format/experiment.yaml", &stream)
        let compiler = Compiler(catalog: .standard()) { _ in .success(fleet) }
        switch compiler.compile(experiment, path: "experiment.yaml") {
        case .success(let compiled):
            let sketch = PlanSketch(compiled.plan, topology: compiled.topology, seed: seed)
            #expect(sketch.subsystems.count == compiled.plan.fleet.subsystems.count)
        case .failure(let mistakes):
            #expect(!mistakes.diagnostics.isEmpty)
        }
    }

    /// A file with up to three of its values replaced.
    private func mutated(_ path: String, _ stream: inout RandomStream) throws -> [UInt8] {
        let text = String(decoding: try Files.bytes(path), as: UTF8.self)
        var words = text.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
        for _ in 0..<Int.random(in: 0...3, using: &stream) {
            let index = Int.random(in: 0..<words.count, using: &stream)
            guard !words[index].isEmpty, !words[index].hasSuffix(":") else { continue }
            let tail = words[index].filter { "]},\n".contains($0) }
            let value = Self.nasty[Int.random(in: 0..<Self.nasty.count, using: &stream)]
            words[index] = value + tail
        }
        return Array(words.joined(separator: " ").utf8)
    }
}
