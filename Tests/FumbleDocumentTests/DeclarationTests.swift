import FumbleDocument
import FumbleModel
import Testing

/// Declarations read what is right, and tell every mistake of a file at once.
@Suite struct DeclarationTests {
    @Test func readsWhatIsRight() {
        let read = DrillLanguage.read(
            """
            fumble: drill/v1
            name: first
            stop-when: 5%
            steps:
              - {at: 5m, over-removal: {removed: 44 servers, of: index, pause: 1h30m, zones: a}}
              - {at: 10m, crash: 10%}
            """)
        #expect(read.told == "")
        let removal = DrillFault.removal(
            removed: 44, of: "index", pause: .minutes(90), zones: ["a"])
        let crash = DrillFault.crash(share: .share(.percent(10)))
        #expect(
            read.drill
                == Drill(
                    name: "first", horizon: .hours(8), stop: .percent(5),
                    steps: [
                        .fault(at: .minutes(5), removal), .fault(at: .minutes(10), crash),
                    ]))
    }

    @Test func tellsEveryMistakeAtOnce() {
        let read = DrillLanguage.read(
            """
            fumble: drill/v1
            nmae: first
            horizon: 8
            stop-when:
            steps:
              - at: -5m
                over-removal:
                  removd: 4
                  of: Index
                  pause: 5 MB
              - {at: 5m, crsh: {}}
              - {at: 6m}
              - {at: 7m, crash: 1, over-removal: {removed: 1.5 servers, of: a, zones: [[b]]}}
            """)
        #expect(read.drill == nil)
        #expect(read.told == Self.everyMistake)
    }

    private static let everyMistake = """
        drill.yaml:2:1: error[E0011]: `drill` has no field `nmae`
            2 | nmae: first
              | ^^^^
          help: did you mean `name`?

        drill.yaml:3:10: error[E0015]: `horizon` needs a unit: `8` is only a number
            3 | horizon: 8
              |          ^
          help: write `5m` or `1h30m` or `40ms`

        drill.yaml:4:11: error[E0014]: `stop-when` is blank
            4 | stop-when:
              |           ^
          help: write a share such as `99.9%`, or `none`

        drill.yaml:6:9: error[E0017]: `at` cannot be negative, and is `-5m`
            6 |   - at: -5m
              |         ^^^

        drill.yaml:8:7: error[E0011]: `over-removal` has no field `removd`
            8 |       removd: 4
              |       ^^^^^^
          help: did you mean `removed`?

        drill.yaml:9:11: error[E0022]: `of` must be a name, and `Index` is not one
            9 |       of: Index
              |           ^^^^^
          help: a name is at most 100 lower-case letters, digits, `-`, `_` and `.`

        drill.yaml:10:14: error[E0016]: `pause` must be a length of time, and `5 MB` is not one
            10 |       pause: 5 MB
               |              ^^^^
          help: write `5m` or `1h30m` or `40ms`; units are y (365 days), w, d, h, m, s, ms, us

        drill.yaml:11:14: error[E0011]: `step` has no field `crsh`
            11 |   - {at: 5m, crsh: {}}
               |              ^^^^
          help: did you mean `crash`?

        drill.yaml:12:5: error[E0010]: `step` needs a fault
            12 |   - {at: 6m}
               |     ^
          help: one of `over-removal`, `crash`

        drill.yaml:13:24: error[E0021]: only one fault can stand here, and `crash` is there already
            13 |   - {at: 7m, crash: 1, over-removal: {removed: 1.5 servers, of: a, zones: [[b]]}}
               |                        ^^^^^^^^^^^^
          drill.yaml:13:14: note: `crash` is here
            13 |   - {at: 7m, crash: 1, over-removal: {removed: 1.5 servers, of: a, zones: [[b]]}}
               |              ^^^^^

        drill.yaml:13:48: error[E0016]: `removed` must be a number of servers, and `1.5 servers` is not one
            13 |   - {at: 7m, crash: 1, over-removal: {removed: 1.5 servers, of: a, zones: [[b]]}}
               |                                                ^^^^^^^^^^^
          help: write `44 servers` or `44`; servers are counted in whole numbers

        drill.yaml:13:76: error[E0013]: `zones` must be a name such as `object-store`, not a list
            13 |   - {at: 7m, crash: 1, over-removal: {removed: 1.5 servers, of: a, zones: [[b]]}}
               |                                                                            ^

        """

    @Test func replacesInputsAndLoopValues() throws {
        let place = try YAMLReader.read(Array("x".utf8), file: "inputs").root.span
        let inputs = [
            Reading.InputBinding(name: "count", value: .scalar("4 servers", at: place)),
            Reading.InputBinding(name: "spare", value: .scalar("1", at: place)),
            Reading.InputBinding(name: "later", value: nil),
        ]
        let read = DrillLanguage.read(
            """
            fumble: drill/v1
            name: loop
            steps:
              - each: part
                of: [index, billing]
                steps:
                  - {at: 5m, over-removal: {removed: input.count, of: each.part}}
            """, inputs: inputs)
        #expect(read.told == "")
        #expect(read.reading.usedInputs == ["count"])
        let faults = ["index", "billing"].map { part in
            DrillStep.fault(
                at: .minutes(5), .removal(removed: 4, of: part, pause: nil, zones: []))
        }
        #expect(
            read.drill?.steps == [.each(name: "part", of: ["index", "billing"], steps: faults)])
    }

    @Test func loopsInLoopsAreBounded() {
        let values = (0..<10).map { "v\($0)" }.joined(separator: ", ")
        var steps = "[{at: 5m, crash: 1}]"
        for depth in 0..<5 {
            steps = "[{each: n\(depth), of: [\(values)], steps: \(steps)}]"
        }
        let read = DrillLanguage.read("fumble: drill/v1\nname: a\nsteps: \(steps)\n")
        #expect(read.drill == nil)
        #expect(read.reading.diagnostics.sorted.contains { $0.code == .loopTooLong })
    }

    @Test(arguments: [
        ("name: a\n", "the first line of a file says what it is, and this one says it nowhere"),
        (
            "name: a\nfumble: drill/v1\n",
            "the first line of a file says what it is, and this one says it later"
        ),
        ("fumble: drill/v2\n", "the file must be `drill/v1`, and says that it is `drill/v2`"),
        ("- a\n", "the file is no drill: it is a list"),
    ])
    func aFileOfAnotherKindIsReadNoFurther(_ text: String, _ message: String) {
        let told = DrillLanguage.read(text).reading.diagnostics.sorted
        #expect(told.map(\.message) == [message])
        #expect(told.map(\.code) == [.wrongFileKind])
    }
}
