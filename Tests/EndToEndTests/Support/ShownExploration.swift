import Foundation

/// What `fumble explore --format json` prints, as far as tests look at it.
struct ShownExploration: Decodable {
    let schema: String
    let counts: Counts
    let escapes: [Escape]
    let guards: [Worth]
    let requests: [Request]
    let smallestSet: [String]
    let expected: Expected
    let expectedWithoutGuards: Expected
    let tool: Tool?
    let repairs: [Repair]
    let otherLinesKeepTheirGuards: Bool
    let meantBreaksTheFloor: Bool
    let meantHarmByTool: Harm?

    init(_ outcome: Outcome) throws {
        let decoder = JSONDecoder()
        decoder.keyDecodingStrategy = .convertFromSnakeCase
        self = try decoder.decode(Self.self, from: Data(outcome.stdout.utf8))
    }

    struct Counts: Decodable {
        let lines: Int
        let effects: Int
        let harmful: Int
        let runs: Int
        let cached: Int
    }

    struct Harm: Decodable {
        let outageS: Double
        let headline: String
        let servers: Int
        let refused: Bool
    }

    struct Line: Decodable {
        let line: String
        let by: [Slip]

        struct Slip: Decodable { let slip: String }
    }

    struct Escape: Decodable {
        let id: String
        let harm: Harm
        let typed: Line
        let accepted: Bool
        let effect: String
        let passes: Double
        let slips: Int
        let chance: [String: Double]
        let file: String?
    }

    struct Worth: Decodable {
        let `guard`: String
        let stops: Int
        let stopsShareOfHarm: Double
        let stopsShareOfLostRequests: Double
        let soleStopper: Int
        let misses: Double
        let putOff: Int
        let falseStops: Stops

        struct Stops: Decodable {
            let meant: Bool
            let harmless: Int
            let repairs: Int
        }
    }

    struct Request: Decodable {
        let id: String
        let kind: String
        let effect: String
        let lines: [Line]
        let stoppedBy: [String]
        let outcomes: [OutcomeOf]
    }

    struct OutcomeOf: Decodable {
        let heeding: [String]
        let harm: Harm
    }

    struct Expected: Decodable {
        let outageMinPer1000: [String: Double]
        let lostRequestsPer1000: [String: Double]
    }

    struct Repair: Decodable { let line: String }

    struct Tool: Decodable {
        let standIns: Int
        let calls: Int
        let lines: Int
        let refused: Int
        let harmfulThrough: Int
        let stopsWhatDoesLetsThrough: Int
        let takesWhatTheParserRefuses: Int
        let notAsked: Int
        let hung: [String]
        let meantEndedNothing: Bool
        let inconclusive: Bool
        let notes: [String]
    }
}
