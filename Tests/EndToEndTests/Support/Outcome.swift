import Foundation
import Subprocess
import Testing

/// What a process left on its standard streams, and how it ended.
struct Outcome: Equatable {
    let stdout: String
    let stderr: String
    let status: Status

    /// How a process ended, in the words of the contract.
    enum Status: Equatable, ExpressibleByIntegerLiteral {
        case exited(Int32)
        case signalled(Int32)

        init(integerLiteral value: Int32) { self = .exited(value) }

        init(_ status: TerminationStatus) {
            switch status {
            case .exited(let code): self = .exited(code)
            case .signaled(let signal): self = .signalled(signal)
            }
        }
    }

    /// - Throws: where standard output is not one JSON document, and nothing else.
    func verdict() throws -> VerdictJSON {
        try #require(stdout.hasPrefix("{"), "\(status), \(stderr.suffix(2_000))")
        return try Self.decoder.decode(VerdictJSON.self, from: Data(stdout.utf8))
    }

    /// The verdicts of several files: one document a line.
    func verdicts() throws -> [VerdictJSON] {
        try stdout.split(separator: "\n").map {
            try Self.decoder.decode(VerdictJSON.self, from: Data($0.utf8))
        }
    }

    private static var decoder: JSONDecoder {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        return decoder
    }

    func json() throws -> Any {
        try JSONSerialization.jsonObject(with: Data(stdout.utf8))
    }
}
