import FumbleDocument
import FumbleModel
import Testing

/// Quantities as people write them: what is taken, and what is refused with which words.
@Suite struct QuantityTests {
    private func read<Value>(_ shape: Shape<Value>, _ text: String) -> (Value?, [String]) {
        var reading = Reading()
        let place = SourcePosition(file: "f", line: 1, column: 1)
        let node = Node.scalar(text, at: SourceSpan(start: place, end: place))
        let value = reading.reading("x", at: nil) { reading in shape.read(node, &reading) }
        let told = reading.diagnostics.sorted.map { "\($0.code.rawValue) \($0.message)" }
        return (value, told)
    }

    private func taken<Value: Sendable>(_ shape: Shape<Value>, _ text: String) throws -> Value {
        let (value, told) = read(shape, text)
        #expect(told == [])
        return try #require(value)
    }

    @Test(arguments: [
        ("5m", TimeSpan.minutes(5)), ("1h30m", .minutes(90)), ("1h 30m", .minutes(90)),
        ("40ms", .milliseconds(40)), ("1.5s", .milliseconds(1500)), ("0s", .zero),
        ("4y", .years(4)), ("2w", .days(14)), ("0.5ms", TimeSpan(microseconds: 500)),
        ("1000y", .years(1000)),
    ])
    func takesLengthsOfTime(_ text: String, _ span: TimeSpan) throws {
        #expect(try taken(.duration, text) == span)
    }

    /// Nothing is rounded without a word.
    @Test(arguments: ["0.1us", "1.5us", "0.0004ms", "1.0000001s"])
    func refusesWhatIsFinerThanAMicrosecond(_ text: String) {
        let told = read(Shape<TimeSpan>.duration, text).1
        #expect(
            told == ["E0018 `x` must be a whole number of microseconds, and `\(text)` is not"])
    }

    @Test(arguments: ["0.00004%", "99.99995%"])
    func refusesSharesFinerThanAMillionth(_ text: String) {
        let told = read(Shape<Share>.share, text).1
        #expect(told == ["E0018 `x` must be a whole number of millionths, and `\(text)` is not"])
    }

    @Test(arguments: [0, 1, 999, 1000, 40_000, 1_500_000, 5_400_000_000, 126_144_000_000_001])
    func lengthsOfTimeReadBackAsTheyPrint(_ microseconds: Int64) throws {
        let span = TimeSpan(microseconds: microseconds)
        #expect(try taken(.duration, span.description) == span)
    }

    @Test func takesTheOtherQuantities() throws {
        #expect(try taken(.age, "4y ago") == .years(4))
        #expect(try taken(.age, "30d") == .days(30))
        #expect(try taken(.frequency, "250/s") == Frequency(perSecond: 250))
        #expect(try taken(.frequency, "30/m") == Frequency(perSecond: 0.5))
        #expect(try taken(.itemRate(of: "objects"), "20k objects/s").perSecond == 20_000)
        #expect(try taken(.itemRate(of: "objects"), "30k/s").perSecond == 30_000)
        #expect(try taken(.itemRate(of: "objects"), "1 object/s").perSecond == 1)
        #expect(try taken(.share, "99.9%") == Share(partsPerMillion: 999_000))
        #expect(try taken(.byteCount, "180 GB") == ByteCount(bytes: 180_000_000_000))
        #expect(try taken(.byteCount, "1.5KiB") == ByteCount(bytes: 1536))
        #expect(try taken(.byteRate, "12 MB/s") == ByteRate(bytesPerSecond: 12_000_000))
        #expect(try taken(.itemCount(of: "objects"), "40M objects") == 40_000_000)
        #expect(try taken(.itemCount(of: "requests"), "10M requests") == 10_000_000)
        #expect(try taken(.itemCount(of: "objects"), "40M") == 40_000_000)
        #expect(try taken(.servers, "44 servers") == 44)
        #expect(try taken(.servers, "1 server") == 1)
        #expect(try taken(.servers, "44") == 44)
        #expect(try taken(.serverAmount, "70%") == .share(.percent(70)))
        #expect(try taken(.serverAmount, "70 servers") == .count(70))
        #expect(try taken(.serverAmount, "70") == .count(70))
        #expect(try taken(.pace, "2 per 5m") == Pace(servers: 2, per: .minutes(5)))
        #expect(try taken(.pace, "at most 2 servers per 5m") == Pace(servers: 2, per: .minutes(5)))
        #expect(try taken(.growth, "60% per year") == Growth(perYear: .percent(60)))
        #expect(try taken(.factor, "1.5x") == 1.5)
    }

    @Test(arguments: [
        ("5", "E0015 `x` needs a unit: `5` is only a number"),
        ("012", "E0015 `x` needs a unit: `012` is only a number"),
        ("-5m", "E0017 `x` cannot be negative, and is `-5m`"),
        ("5 MB", "E0016 `x` must be a length of time, and `5 MB` is not one"),
        ("5m5m", "E0016 `x` must be a length of time, and `5m5m` is not one"),
        ("30m1h", "E0016 `x` must be a length of time, and `30m1h` is not one"),
        ("5M", "E0016 `x` must be a length of time, and `5M` is not one"),
        ("5m ", "E0016 `x` must be a length of time, and `5m ` is not one"),
        ("1h30", "E0016 `x` must be a length of time, and `1h30` is not one"),
        ("soon", "E0025 `x` must be a length of time, not `soon`"),
        (".5m", "E0025 `x` must be a length of time, not `.5m`"),
        ("1001y", "E0023 `x` is too large: `1001y` is above 1000 years"),
        (
            "999999999999999999y",
            "E0023 `x` is too large: `999999999999999999y` is above 1000 years"
        ),
        ("9999999999999999999y", "E0025 `x` must be a length of time, not `9999999999999999999y`"),
        ("~", "E0014 `x` is blank"),
    ])
    func refusesWhatIsNoLengthOfTime(_ text: String, _ told: String) {
        #expect(read(.duration, text).1 == [told])
    }

    @Test func refusesTheOthers() {
        #expect(read(.share, "0.5").1 == ["E0015 `x` needs a unit: `0.5` is only a number"])
        #expect(read(.share, "101%").1 == ["E0018 `x` must be from 0% to 100%, not 101%"])
        let minimum = Shape<ServerAmount>.serverAmount(aboveWhole: .minimumAboveWhole)
        #expect(read(minimum, "170%").1 == ["E0084 `x` cannot be above 100%, and is `170%`"])
        #expect(
            read(.servers, "44.5").1 == [
                "E0016 `x` must be a number of servers, and `44.5` is not one"
            ])
        #expect(read(.servers, "-4").1 == ["E0017 `x` cannot be negative, and is `-4`"])
        #expect(read(.servers, "70%").1.first?.hasPrefix("E0016") == true)
        #expect(read(.byteCount, "9999999 PB").1.first?.hasPrefix("E0023") == true)
        #expect(read(.byteCount, "180 gb").1.first?.hasPrefix("E0016") == true)
        #expect(read(.frequency, "250").1.first?.hasPrefix("E0015") == true)
        #expect(read(.frequency, "250 rps").1.first?.hasPrefix("E0016") == true)
        #expect(read(.pace, "2 per 0s").1.first?.hasPrefix("E0016") == true)
        #expect(read(.growth, "60%").1.first?.hasPrefix("E0016") == true)
        #expect(read(.integer(in: 1...5), "6").1 == ["E0018 `x` must be from 1 to 5, not 6"])
        #expect(read(.integer(in: 1...5), "two").1.first?.hasPrefix("E0013") == true)
        #expect(read(.bool, "yes").1 == ["E0013 `x` must be true or false, not `yes`"])
    }

    @Test(arguments: UInt64(0)..<300)
    func neverTrapOnWhateverIsWritten(_ seed: UInt64) {
        var dice = Dice(seed: seed)
        let letters = Array("0123456789..-+ %/kMGsmhdyxBiatpero").map(String.init)
        let text = (0..<dice.below(24)).map { _ in letters[dice.below(letters.count)] }.joined()
        _ = read(.duration, text)
        _ = read(.age, text + " ago")
        _ = read(.frequency, text + "/s")
        _ = read(.share, text + "%")
        _ = read(.byteCount, text + " PB")
        _ = read(.itemCount(of: "objects"), text + "G")
        _ = read(.serverAmount, text)
        _ = read(.pace, text + " per 5m")
        _ = read(.growth, text + "% per year")
        _ = read(.number(in: 0...1), text)
    }
}
