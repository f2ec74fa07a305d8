import FumbleModel
import Testing

@testable import DepotControl

/// A line that is typed is read by the fleet's playbook, asked about at its guards, and done.
@Suite struct ControlDeskTests {
    private static let meant = "depotctl remove --env prod --subsystem billing --count 1"
    private static let typed = "depotctl remove --env prod --subsystem billing --count 2"

    @Test func theMeantLineIsDone() async throws {
        let told = try await Typing.type(Self.meant, at: Samples.fleet())
        #expect(told[0].status == .done)
        #expect(
            told[0].said == [
                "would remove 1 server: shared-0",
                "  subsystem  serving  then  minimum  of",
                "  index            5     4        4   5",
                "  placement        2     1        1   2",
                "  billing          2     1        1   2",
                "floor allows it", "done: 1 server removed",
            ])
    }

    @Test func theMistypedLineIsRefusedByTheFloor() async throws {
        let told = try await Typing.type(Self.typed, Self.meant, at: Samples.fleet())
        #expect(told[0].status == .refused)
        #expect(
            told[0].said.suffix(2) == [
                "floor refuses it: `COUNT` 2 would leave `index` with 3 of 5 servers, "
                    + "below its minimum of 4",
                "refused: nothing was done",
            ])
        #expect(told[0].said.contains("  index            5     3        4   5  below its minimum"))
        #expect(told[1].status == .done)
    }

    @Test func forceLeavesOutWhatThePlaybookSays() async throws {
        let told = try await Typing.type(Self.typed + " --force", at: Samples.fleet())
        #expect(told[0].status == .done)
        #expect(told[0].said.contains("not asked, as the line says: floor"))
        #expect(told[0].said.contains("no guard is asked"))
        #expect(told[0].said.last == "done: 2 servers removed")
    }

    @Test func apacedLineGoesInBatches() async throws {
        let told = try await Typing.type(
            "depotctl retire --env prod --subsystem storage --count 2", at: Samples.fleet())
        #expect(told[0].status == .done)
        #expect(told[0].said.count { $0 == "now: 1 server" } == 2)
        #expect(told[0].said.contains { $0.hasPrefix("rate holds 1 server for 2s: ") })
        #expect(told[0].said.last == "done: 2 servers removed")
    }

    /// Three lines at which the two ways to read part.
    @Test(arguments: [
        ("depotctl remove --env prod --subsystem billing", LineStatus.usage, LineStatus.refused),
        ("depotctl remove --env prod --subsystem sto* --count 1", .usage, .done),
        ("depotctl remove --env prod --subsystem storage --coun 1 --yes", .usage, .done),
    ]) func aSloppyLineIsReadByALenientParserAlone(
        line: String, strict: LineStatus, lenient: LineStatus
    ) async throws {
        let told = try await Typing.type(line, at: Samples.fleet())
        #expect(told[0].status == strict)
        #expect(told[0].said == [])
        let read = try await Typing.type(
            line, at: Samples.fleet([("parsing: strict", "parsing: lenient")]))
        #expect(read[0].status == lenient, "\(read)")
        #expect(read[0].complained == [])
    }

    @Test func aMistakeIsMarkedAtItsPlace() async throws {
        let told = try await Typing.type(
            "depotctl remove --env prod --subsytem billing --count 1",
            "depotctl remoev --env prod", at: Samples.fleet())
        #expect(told.map(\.status) == [.usage, .usage])
        #expect(
            told[0].complained == [
                "error: no option `--subsytem`",
                "  depotctl remove --env prod --subsytem billing --count 1",
                "                             ^^^^^^^^^^",
                "  help: did you mean `--subsystem`?",
                "  usage: depotctl remove --env ENV --subsystem SUBSYSTEM --count COUNT [--force]",
            ])
        #expect(told[1].complained[0].hasPrefix("error: expected `remove`, `add`"))
        #expect(told[1].complained.count { $0.hasPrefix("  usage: ") } == 5)
    }

    @Test func aLineForAnotherEnvironmentReachesNothing() async throws {
        let told = try await Typing.type(
            "depotctl remove --env stage --subsystem billing --count 1", at: Samples.fleet())
        #expect(told[0].status == .refused)
        #expect(
            told[0].complained == ["the line is for `stage`, and this is `prod`: nothing was done"])
    }

    @Test func whatWasRemovedIsAddedAgain() async throws {
        let add = "depotctl add --env prod --subsystem billing --count 1"
        let told = try await Typing.type(add, Self.meant, add, at: Samples.fleet())
        #expect(told.map(\.status) == [.usage, .done, .done])
        #expect(told[2].said.contains("  billing          1     2        1   2"))
        #expect(told[2].said.last == "done: 1 server told to start")
    }

    /// One waits for the pace of the guard when another stops it.
    @Test func aLineThatWaitsIsCancelledByAnother() async throws {
        let stop = "  stop: {usage: depotctl stop, parsing: strict, does: {cancel-command: {}}}\n"
        let fleet = try Samples.fleet([("guards:\n", stop + "guards:\n")])
        let retire = "depotctl retire --env prod --subsystem storage --count 2"
        let told = try await Typing.ask(
            [
                .line(words: retire.split(separator: " ").map(String.init), window: nil),
                .line(words: ["depotctl", "stop"], window: nil), .status(isJSON: false),
            ], at: fleet, isAtOnce: true)
        #expect(told[0].status == .refused)
        #expect(told[0].said.last == "cancelled: nothing was done")
        #expect(told[1].status == .done)
        #expect(told[2].said.contains("  storage          2        1   2"))
    }

    /// The same line in each window of the fleet, and in one that is none of them.
    @Test func aLineDoesWhatItsWindowSays() async throws {
        let fleet = try Samples.fleet([
            ("usage: depotctl remove --env ENV", "usage: depotctl remove [--env ENV]"),
            (
                "guards:\n",
                "windows: {prod: {environment: prod}, stage: {environment: stage}}\nguards:\n"
            ),
        ])
        let line = Self.meant.replacing(" --env prod", with: "").split(separator: " ")
        let told = try await Typing.ask(
            [nil, "stage", "prod", "prd"].map { .line(words: line.map(String.init), window: $0) },
            at: fleet)
        #expect(told.map(\.status) == [.usage, .refused, .done, .usage])
        #expect(
            told[1].complained == [
                "the line is for `stage`, as its window says, and this is `prod`: nothing was done"
            ])
        #expect(told[3].complained == ["the fleet has no window `prd`: known: prod, stage"])
    }

    @Test func whatTheFleetCannotDoIsTold() async throws {
        let told = try await Typing.type(
            Self.meant, at: Samples.fleet(), refusal: .didNothing("it is made of paper"))
        #expect(told[0].status == .failed)
        #expect(told[0].complained == ["the fleet could not do it: it is made of paper"])
        await #expect(throws: FleetError.mayHaveHappened("lost")) {
            _ = try await Typing.type(
                Self.meant, at: Samples.fleet(), refusal: .mayHaveHappened("lost"))
        }
    }

    @Test func statusTellsEachSubsystem() async throws {
        let force = Self.typed + " --force"
        let told = try await Typing.ask(
            [
                .line(words: force.split(separator: " ").map(String.init), window: nil),
                .status(isJSON: false), .status(isJSON: true),
            ], at: Samples.fleet())
        #expect(
            told[1].said == [
                "small (prod): 8 servers",
                "  subsystem  serving  minimum  of",
                "  index            3        4   5  below its minimum",
                "  placement        0        1   2  below its minimum",
                "  billing          0        1   2  below its minimum",
                "  storage          2        1   2",
                "  front            1        1   1",
                "removed: shared-0, shared-1",
            ])
        #expect(told[2].said.contains("  \"schema\": \"depotctl.status/1\","))
        #expect(told.map(\.status) == [.done, .done, .done])
    }
}
