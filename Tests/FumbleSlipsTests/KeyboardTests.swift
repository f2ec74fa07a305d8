import FumbleModel
import Testing

@testable import FumbleSlips

/// Keys beside each other, with Shift and without.
@Suite struct KeyboardTests {
    /// The upper rows of a French keyboard: digits need Shift.
    private static let french = Keyboard(
        KeyboardLayout(
            name: "french",
            rows: [
                .init(
                    at: -1, plain: "²&é\"'(-è_çà)=", shifted: " 1234567890°+",
                    hands: "LLLLLLRRRRRRR"),
                .init(
                    at: 0.5, plain: "azertyuiop^$", shifted: "AZERTYUIOP¨£", hands: "LLLLLRRRRRRR"),
            ]))

    private func beside(_ character: Unicode.Scalar, on keyboard: Keyboard) -> [String] {
        keyboard.neighbours(of: character).filter(\.isSameRow).map { String($0.key) }
    }

    @Test func theKeysBesideADigitThatNeedsShiftAreDigits() {
        #expect(beside("3", on: Self.french) == ["2", "4"])
        #expect(beside("1", on: Self.french) == ["2"])
        #expect(beside("9", on: Self.french) == ["8", "0"])
        #expect(beside("\"", on: Self.french) == ["é", "'"])
        #expect(beside(" ", on: Self.french) == [])
    }

    @Test func aDigitWithoutItsShiftIsAnotherCharacter() {
        #expect(Self.french.withShiftWrong("3") == "\"")
        #expect(Self.french.withShiftWrong("&") == "1")
        #expect(Self.french.withShiftWrong("a") == "A")
        #expect(Self.french.withShiftWrong("€") == nil)
    }

    @Test func onOurOwnKeyboardDigitsNeedNone() throws {
        let own = try Samples.keyboard()
        #expect(beside("3", on: own) == ["2", "4"])
        #expect(beside("#", on: own) == ["@", "$"])
        #expect(own.withShiftWrong("8") == "*")
        #expect(own.withShiftWrong("*") == "8")
        #expect(own.crossesHands("#", "*") == true)
    }

    /// With digits on the shifted level the slips of digits are the same.
    @Test func numbersGoWrongOnIt() throws {
        let fleet = try Samples.fleet(usage: "ctl rm --of SUBSYSTEM --count COUNT", lenient: true)
        let intention = try Samples.intention(
            "ctl rm --of index --count 3", on: fleet, keyboard: Self.french)
        #expect(
            try Samples.typed([NeighbouringKey()], intention)
                .contains("ctl rm --of index --count 4"))
        #expect(
            try Samples.typed([ShiftHeld()], intention).contains("ctl rm --of index --count \""))
    }
}
