// swift-tools-version: 6.2
import PackageDescription

let settings: [SwiftSetting] = [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
    .treatAllWarnings(as: .error),
]

/// A room of the architecture: a target that may import only what is listed here.
func room(_ name: String, imports: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: imports, swiftSettings: settings)
}

/// Tests read their own files where they lie, so that none is copied at each build.
func tests(of name: String, imports: [Target.Dependency], files: [String] = []) -> Target {
    .testTarget(name: name, dependencies: imports, exclude: files, swiftSettings: settings)
}

let package = Package(
    name: "fumble",
    products: [
        .executable(name: "fumble", targets: ["fumble"]),
        .executable(name: "depot", targets: ["depot"]),
        .executable(name: "depotctl", targets: ["depotctl"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2", traits: []),
        .package(url: "https://github.com/apple/swift-collections", from: "1.6.0"),
        .package(url: "https://github.com/HdrHistogram/hdrhistogram-swift", from: "0.2.0"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"])]),

        // What Glibc's module cannot do: forks, and servers that the kernel ends with their parent.
        .target(name: "CKeeper"),
        // The same for waiting on many sockets.
        .target(name: "CTraffic"),

        // 0
        room("FumbleModel", imports: []),
        room("FumbleDocument", imports: ["FumbleModel", "CLibYAML"]),
        // 1
        room("FumbleControl", imports: ["FumbleModel"]),
        room("FumbleJudge", imports: ["FumbleModel"]),
        room("FumbleSimulator", imports: ["FumbleModel"]),
        room("FumbleProcesses", imports: ["CKeeper", "FumbleModel", "FumbleTraffic"]),
        room(
            "FumbleExternal",
            imports: [
                "FumbleModel",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        room("FumbleReport", imports: ["FumbleModel"]),
        room("FumbleSchedule", imports: ["FumbleDocument", "FumbleModel"]),
        room(
            "FumbleJournal",
            imports: ["FumbleModel", .product(name: "SystemPackage", package: "swift-system")]),
        room(
            "FumbleTraffic",
            imports: [
                "CTraffic", "FumbleModel",
                .product(name: "DequeModule", package: "swift-collections"),
                .product(name: "HeapModule", package: "swift-collections"),
                .product(name: "Histogram", package: "hdrhistogram-swift"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        // 2
        room(
            "FumbleHistory",
            imports: [
                "FumbleJournal", "FumbleModel",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        room("FumbleSlips", imports: ["FumbleControl", "FumbleModel"]),
        room("FumbleEngine", imports: ["FumbleControl", "FumbleModel"]),
        room("FumbleSweep", imports: ["FumbleDocument", "FumbleModel"]),
        room("FumbleCatalog", imports: ["FumbleDocument", "FumbleModel"]),
        room("FumbleIntake", imports: ["FumbleControl", "FumbleDocument", "FumbleModel"]),
        // 3
        room(
            "FumbleCompiler",
            imports: [
                "FumbleCatalog", "FumbleControl", "FumbleDocument", "FumbleModel", "FumbleSchedule",
            ]),
        // 4
        .executableTarget(
            name: "fumble",
            dependencies: [
                "FumbleCatalog", "FumbleCompiler", "FumbleControl", "FumbleDocument",
                "FumbleEngine", "FumbleExternal", "FumbleHistory", "FumbleIntake", "FumbleJournal",
                "FumbleJudge", "FumbleModel", "FumbleProcesses", "FumbleReport", "FumbleSchedule",
                "FumbleSimulator",
                "FumbleSlips", "FumbleSweep",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            // What slips are made of: read at run time, and never looked for on disk.
            resources: [
                .embedInCode("Data/operator-error-model.json"),
                .embedInCode("Data/us-qwerty.yaml"),
            ],
            swiftSettings: settings),
        // Does the work that `scripts/bench` measures; no product, and never installed.
        .executableTarget(
            name: "fumble-bench",
            dependencies: [
                "FumbleCatalog", "FumbleCompiler", "FumbleControl", "FumbleDocument", "FumbleModel",
                "FumbleProcesses", "FumbleSimulator", "FumbleSlips", "FumbleTraffic",
            ],
            swiftSettings: settings,
            // Rounding and roots, which Glibc's module map would link were it imported.
            linkerSettings: [.linkedLibrary("m")]),

        // The object store that experiments on processes break: a product of its own, with a web server inside.
        room(
            "DepotStore",
            imports: [
                "FumbleDocument", "FumbleModel",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        .executableTarget(
            name: "depot",
            dependencies: [
                "DepotStore", "FumbleDocument",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        // The control plane of a fleet of real processes, at which people type the playbook's lines.
        room(
            "DepotControl",
            imports: [
                "FumbleControl", "FumbleModel",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "depotctl",
            dependencies: [
                "DepotControl", "FumbleCatalog", "FumbleCompiler", "FumbleControl",
                "FumbleDocument", "FumbleExternal", "FumbleModel", "FumbleProcesses",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            swiftSettings: settings),

        tests(of: "FumbleModelTests", imports: ["FumbleModel"]),
        tests(of: "FumbleDocumentTests", imports: ["FumbleDocument", "FumbleModel"]),
        tests(of: "FumbleControlTests", imports: ["FumbleControl", "FumbleModel"]),
        tests(of: "FumbleJudgeTests", imports: ["FumbleJudge", "FumbleModel"]),
        tests(of: "FumbleSimulatorTests", imports: ["FumbleSimulator", "FumbleModel"]),
        tests(of: "FumbleProcessesTests", imports: ["FumbleProcesses", "FumbleModel"]),
        tests(
            of: "FumbleReportTests", imports: ["FumbleJudge", "FumbleReport", "FumbleModel"],
            files: ["Goldens"]),
        tests(
            of: "FumbleExternalTests",
            imports: [
                "FumbleExternal", "FumbleModel",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests(
            of: "FumbleHistoryTests",
            imports: [
                "FumbleHistory", "FumbleJournal", "FumbleModel",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
        tests(of: "FumbleJournalTests", imports: ["FumbleJournal", "FumbleModel"]),
        tests(
            of: "FumbleTrafficTests",
            imports: [
                "FumbleTraffic", "FumbleModel",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        tests(
            of: "FumbleSlipsTests",
            imports: [
                "FumbleSlips", "FumbleControl", "FumbleModel", "FumbleDocument", "FumbleCatalog",
                "FumbleCompiler",
            ]),
        tests(
            of: "FumbleIntakeTests",
            imports: [
                "FumbleCatalog", "FumbleCompiler", "FumbleDocument", "FumbleIntake", "FumbleModel",
            ],
            files: ["Broken", "Help"]),
        tests(of: "FumbleEngineTests", imports: ["FumbleEngine", "FumbleControl", "FumbleModel"]),
        tests(
            of: "FumbleSweepTests", imports: ["FumbleSweep", "FumbleDocument", "FumbleModel"]),
        tests(
            of: "FumbleScheduleTests",
            imports: ["FumbleSchedule", "FumbleDocument", "FumbleModel"], files: ["Data"]),
        tests(
            of: "FumbleCatalogTests", imports: ["FumbleCatalog", "FumbleDocument", "FumbleModel"]),
        tests(
            of: "FumbleCompilerTests",
            imports: [
                "FumbleCompiler", "FumbleCatalog", "FumbleDocument", "FumbleModel",
                "FumbleSimulator",
            ],
            files: ["Broken", "Format"]),
        tests(
            of: "DepotStoreTests",
            imports: [
                "DepotStore", "FumbleDocument", "depot",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            files: ["Clients"]),
        tests(
            of: "DepotControlTests",
            imports: [
                "DepotControl", "FumbleCatalog", "FumbleCompiler", "FumbleControl",
                "FumbleDocument", "FumbleModel", "depot", "depotctl",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ],
            files: ["Fleets"]),
        tests(of: "TidyTests", imports: []),
        // Runs the command as it is built beside these tests.
        tests(
            of: "EndToEndTests",
            imports: [
                "FumbleModel", "fumble",
                .product(name: "Subprocess", package: "swift-subprocess"),
                .product(name: "SystemPackage", package: "swift-system"),
            ]),
    ]
)
