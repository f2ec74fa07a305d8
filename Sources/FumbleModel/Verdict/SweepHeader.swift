/// What a sweep is of: all that must be alike for its seeds to be put together with others.
package struct SweepHeader: Sendable, Hashable, Codable {
    package let experiment: String
    /// SHA-256 over the experiment's file and its fleet's, in hexadecimal digits.
    package let experimentHash: String
    package let build: String
    /// `simulated` or `processes`.
    package let fleetKind: String
    /// What each input came to, those that are varied left out.
    package let inputs: [Plan.Input]
    package let varied: [VariedInput]
    package let isSwarm: Bool
    /// The fleet's operations, in its order.
    package let operations: [String]
    /// Whether the experiment has responses, so that a run without one lacks something.
    package let responds: Bool
    package let method: [MethodPart]

    package init(
        experiment: String, experimentHash: String, build: String, fleetKind: String,
        inputs: [Plan.Input], varied: [VariedInput], isSwarm: Bool, operations: [String],
        responds: Bool, method: [MethodPart]
    ) {
        self.experiment = experiment
        self.experimentHash = experimentHash
        self.build = build
        self.fleetKind = fleetKind
        self.inputs = inputs
        self.varied = varied
        self.isSwarm = isSwarm
        self.operations = operations
        self.responds = responds
        self.method = method
    }
}

/// An input, and the values that a sweep sets it to, as text.
package struct VariedInput: Sendable, Hashable, Codable {
    package let name: String
    package let values: [String]

    package init(name: String, values: [String]) {
        self.name = name
        self.values = values
    }

    /// Every setting of several inputs: the last varies fastest; one empty setting where there are
    /// no inputs.
    package static func settings(of inputs: [VariedInput]) -> [[Plan.Input]] {
        inputs.reduce([[]]) { settings, input in
            settings.flatMap { setting in
                input.values.map { setting + [Plan.Input(name: input.name, value: $0)] }
            }
        }
    }
}

/// One part of the experiment that says what is done and how it is measured, and its digest.
package struct MethodPart: Sendable, Hashable, Codable {
    /// The field of the experiment's file, such as `method` or `steady-state`.
    package let name: String
    /// SHA-256 over its text with inputs in their places, in hexadecimal digits.
    package let digest: String

    package init(name: String, digest: String) {
        self.name = name
        self.digest = digest
    }
}

/// One of several parts of a sweep's seeds, so that each machine runs one: `2/8`.
///
/// The seeds are dealt out one by one, so that each part has early and late ones.
package struct Shard: Sendable, Hashable, Codable {
    /// From 1 to `count`.
    package let number: Int
    package let count: Int

    package init?(number: Int, of count: Int) {
        guard count >= 1, count <= Self.most, (1...count).contains(number) else { return nil }
        self.number = number
        self.count = count
    }

    package func has(_ seed: UInt64, of seeds: ClosedRange<UInt64>) -> Bool {
        (seed - seeds.lowerBound) % UInt64(count) == UInt64(number - 1)
    }

    package func count(of seeds: ClosedRange<UInt64>) -> Int {
        let whole = seeds.count / count
        return whole + (seeds.count % count >= number ? 1 : 0)
    }

    /// `2/8`.
    package var text: String { "\(number)/\(count)" }

    private static let most = 10_000
}
