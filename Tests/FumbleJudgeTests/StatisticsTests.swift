import Foundation
import FumbleJudge
import FumbleModel
import Testing

/// The statistics beside scipy's: as it said once, and, where there is a Python that has it, as it
/// says now.
///
/// The pinned values are what scripts/statistics_reference.py printed with scipy 1.17.1.
@Suite struct StatisticsTests {
    @Test(arguments: [
        ("short", 0.0078125, TestMethod.exact), ("tied", 0.1015625, .exact),
        ("long", 2.5694540878055415e-08, .normal), ("longtied", 1.6375302324046178e-08, .normal),
    ])
    func signedRankIsScipys(name: String, chance: Double, method: TestMethod) {
        let test = WilcoxonSignedRank(Sample(name).differences)
        #expect((test.chance - chance).magnitude < 1e-10)
        #expect(test.method == method)
    }

    @Test(arguments: [
        ("short", 0.6857142857142857, TestMethod.exact), ("tied", 0.7337662337662337, .exact),
        ("long", 0.5698985439235043, .normal), ("longtied", 0.4454239104304105, .normal),
    ])
    func rankSumIsScipys(name: String, chance: Double, method: TestMethod) {
        let test = Sample(name).rankSum
        #expect((test.chance - chance).magnitude < 1e-10)
        #expect(test.method == method)
    }

    @Test(
        arguments: [
            ([3, 7, 9, 1], 0.019766611097880443), ([0, 10, 10, 0], 1.082508822446903e-05),
            ([12, 5, 29, 2], 0.08026855207410463), ([40, 60, 55, 45], 0.04716548538301931),
            ([1, 1, 1, 1], 1.0),
            ([7, 193, 20, 180], 0.015353111401934759),
        ] as [([Int], Double)])
    func fishersExactIsScipys(table: [Int], chance: Double) {
        let own = FishersExact.chance(table[0], table[1], table[2], table[3])
        #expect((own - chance).magnitude < 1e-10)
    }

    @Test func holmIsTheStepDownByHand() {
        let adjusted = Holm.adjusted([0.01, 0.04, 0.03, 0.005, 0.2, 0.04])
        for (own, other) in zip(adjusted, [0.05, 0.12, 0.12, 0.03, 0.2, 0.12]) {
            #expect((own - other).magnitude < 1e-12)
        }
        #expect(Holm.adjusted([]) == [])
    }

    @Test func theBootstrapIsTheSameEachTimeAndNearScipys() throws {
        let logs = Sample("long").logs
        let first = try #require(Bootstrap.mean(of: logs, name: "x"))
        #expect(first == Bootstrap.mean(of: logs, name: "x"))
        #expect(first != Bootstrap.mean(of: logs, name: "y"))
        #expect((first.lowerBound - 0.026882843113507936).magnitude < 0.1 * 0.010766298330681112)
        #expect((first.upperBound - 0.0691145523521296).magnitude < 0.1 * 0.010766298330681112)
        #expect(Bootstrap.mean(of: [], name: "x") == nil)
    }

    @Test(
        arguments: [
            ("short", [16178, 29777, 84349.0]), ("tied", [10, 14, 20.0]),
            ("long", [44831.0, 78508.0, 102716.0]), ("longtied", [13.0, 19.0, 29.0]),
        ] as [(String, [Double?])])
    func survivalIsScipys(name: String, quantiles: [Double?]) {
        #expect(Sample(name).survival == quantiles)
    }

    @Test func edgesOfTheTests() {
        #expect(WilcoxonSignedRank([]).chance == 1)
        #expect(WilcoxonSignedRank([0, 0, 0]).chance == 1)
        #expect(WilcoxonSignedRank([1, 1, 1, 1, 1]).chance == 0.0625)
        #expect(WilcoxonSignedRank([1, 1, 1, 1, 1, 1]).chance == 0.03125)
        #expect(WilcoxonSignedRank([2, -2]).chance == 1)
        #expect(MannWhitney([], [1, 2]).chance == 1)
        #expect(MannWhitney([1, 1], [1, 1]).chance == 1)
        let many = [Double](repeating: 1, count: 40)
        #expect(MannWhitney(many, many).chance == 1)
        #expect(FishersExact.chance(0, 0, 3, 4) == 1)
        #expect(Binomial.signTest(0, of: 0) == 1)
        #expect((Binomial.signTest(0, of: 6) - 0.03125).magnitude < 1e-12)
    }

    /// All at once, by the reference script itself.
    @Test(.enabled(if: Python.hasScipy, Python.howToHaveIt))
    func scipySaysTheSame() async throws {
        let file = FileManager.default.temporaryDirectory
            .appending(path: "fumble-statistics-\(UUID().uuidString).json")
        defer { Python.remove(file) }
        let samples = Sample.names.map { name -> (String, Any) in
            let sample = Sample(name)
            let interval = Bootstrap.mean(of: sample.logs, name: "scipy \(name)")
            let answer: [String: Any] = [
                "wilcoxon": WilcoxonSignedRank(sample.differences).chance,
                "mannwhitney": sample.rankSum.chance,
                "bootstrap": [interval?.lowerBound ?? 0, interval?.upperBound ?? 0],
                "survival": sample.survival.map { $0 as Any? ?? NSNull() },
            ]
            return (name, answer)
        }
        var answers = Dictionary(uniqueKeysWithValues: samples)
        answers["fisher"] = [
            [3, 7, 9, 1], [0, 10, 10, 0], [12, 5, 29, 2], [40, 60, 55, 45], [1, 1, 1, 1],
            [7, 193, 20, 180],
        ].map { [FishersExact.chance($0[0], $0[1], $0[2], $0[3])] }
        answers["sign"] = [(0, 6), (3, 20), (10, 20), (140, 400)].map {
            [Binomial.signTest($0, of: $1)]
        }
        answers["holm"] = [[], Holm.adjusted([0.01, 0.04, 0.03, 0.005, 0.2, 0.04])]
        try JSONSerialization.data(withJSONObject: answers).write(to: file)
        let (status, said) = try Python.run([Python.reference, "--json", file.path()])
        #expect(status == 0, "\(said)")
    }
}

/// A fixed sample, made as scripts/statistics_reference.py makes it.
struct Sample {
    static let names = ["short", "tied", "long", "longtied"]

    let base: [Double]
    let head: [Double]

    init(_ name: String) {
        let sizes: [String: (Int, UInt64, UInt64)] = [
            "short": (8, 100_000, 3_000), "tied": (12, 20, 2), "long": (80, 100_000, 4_000),
            "longtied": (90, 30, 2),
        ]
        let (count, grid, shift) = sizes[name] ?? (0, 1, 0)
        var state = UInt64(name.count * 1_000 + count)
        func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return state >> 40
        }
        let base = (0..<count).map { _ in Double(next() % grid) }
        self.base = base
        head = base.map { $0 + Double(next() % (2 * shift + 1)) - Double(shift / 2) }
    }

    var differences: [Double] { zip(base, head).map { $1 - $0 } }

    var logs: [Double] {
        zip(base, head).map { Elementary.log($1 + 100) - Elementary.log($0 + 100) }
    }

    /// Of half of each, where that is short enough to be exact.
    var rankSum: MannWhitney {
        let count = base.count < 20 ? base.count / 2 : base.count
        return MannWhitney(Array(head.prefix(count)), Array(base.prefix(count)))
    }

    /// The quartile, the median and the 90th percentile where every third or so is censored.
    var survival: [Double?] {
        let curve = KaplanMeier(
            head.map { .init($0, isCensored: $0.truncatingRemainder(dividingBy: 3) == 0) })
        return [0.25, 0.5, 0.9].map(curve.quantile)
    }
}

/// A Python that has scipy: `FUMBLE_PYTHON`, or what scripts/test made.
enum Python {
    static let howToHaveIt: Comment =
        "there is no Python with scipy: run scripts/test, or set FUMBLE_PYTHON"

    private static let root = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    static var reference: String {
        root.appending(path: "scripts/statistics_reference.py").path()
    }

    private static let path: String? = {
        let given = ProcessInfo.processInfo.environment["FUMBLE_PYTHON"]
        let made = root.appending(path: ".build-tools/venv/bin/python").path()
        return [given, made].compactMap { $0 }.first {
            FileManager.default.isExecutableFile(atPath: $0)
        }
    }()

    static let hasScipy: Bool = {
        guard path != nil else { return false }
        return (try? run(["-c", "import scipy"]).status) == 0
    }()

    static func run(_ arguments: [String]) throws -> (status: Int32, output: String) {
        let process = Process()
        let pipe = Pipe()
        process.executableURL = URL(filePath: path ?? "/nowhere")
        process.arguments = arguments
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, String(decoding: output, as: UTF8.self))
    }

    static func remove(_ file: URL) {
        // It lies in the system's own folder for such things.
        try? FileManager.default.removeItem(at: file)
    }
}
