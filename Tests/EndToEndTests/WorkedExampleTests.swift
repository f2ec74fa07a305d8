import Foundation
import Testing

/// One worked example of each report is kept, and is what the command prints today.
@Suite(.timeLimit(.minutes(30))) struct WorkedExampleTests {
    private static let folder = "Reports/examples"

    /// `scripts/record-examples` writes what it would keep into a folder, here a fresh one.
    @Test func theyAreWhatTheCommandPrints() async throws {
        let scene = try Scene()
        let recorded = try await scene.run(
            Checkout.root.appending(path: "scripts/record-examples").path(), ["fresh"],
            environment: ["FUMBLE_BINARY": Checkout.binary])
        #expect(recorded.status == 0, "\(recorded.stderr)")
        let kept = Checkout.root.appending(path: Self.folder)
        let names = try FileManager.default.contentsOfDirectory(atPath: kept.path()).sorted()
        let fresh = scene.names(below: "fresh/examples")
        #expect(fresh == names, "run scripts/record-examples")
        #expect(fresh.count >= 10)
        for name in fresh {
            let text = try scene.text("fresh/examples/\(name)")
            #expect(
                text == (try Checkout.text("\(Self.folder)/\(name)")),
                "\(name): run scripts/record-examples")
            #expect(!text.isEmpty)
            #expect(!text.contains(Checkout.root.path()), "\(name) names a path of this machine")
        }
    }
}
