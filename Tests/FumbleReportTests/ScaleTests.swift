import FumbleModel
import Testing

@testable import FumbleReport

/// Where values lie on drawings, and which of many are drawn.
@Suite struct ScaleTests {
    @Test(arguments: [2, 3, 10, 59, 60, 61, 1_000, 5_000])
    func thinningKeepsTheEnds(count: Int) throws {
        let kept = [count / 3, count / 2, count + 7]
        let places = Thinning.places(count, atMost: 60, keeping: kept)
        #expect(places.count == min(count, places.count) && places.count <= 60)
        #expect(places.first == 0 && places.last == count - 1)
        #expect(places == Set(places).sorted())
        #expect(places.contains(count / 3) && places.contains(count / 2))
        #expect(count > 60 || places == Array(0..<count))
        let gaps = zip(places, places.dropFirst()).map { $1 - $0 }
        #expect(try #require(gaps.max()) <= count / 50 + 1)
        #expect(Thinning.places(count, atMost: 60, keeping: kept) == places)
    }

    @Test func nothingIsThinnedToNothing() {
        #expect(Thinning.places(0, atMost: 60) == [])
        #expect(Thinning.places(1, atMost: 60) == [0])
        #expect(Thinning.places(9, atMost: 2) == [0, 8])
    }

    @Test func aScaleHasRoomForWhatIsBeyond() {
        let scale = ValueScale(known: [100, 200], beyond: [900], .seconds)
        #expect(scale.share(200) < scale.end && scale.end == 0.9)
        #expect(scale.share(100_000) == scale.end && scale.beyond > scale.end)
        #expect(scale.axis.last?.text == "longer")
        #expect(ValueScale(known: [100, 200], beyond: [], .seconds).end == 1)
        // Where nothing came the axis says for how long it was waited.
        let none = ValueScale(known: [], beyond: [900], .seconds)
        #expect(none.axis.map(\.text) == ["0", "5 min", "10 min", "15 min", "longer"])
    }

    /// Whatever the values are, the axis has a few words, in order, as people say them.
    @Test(arguments: [
        ([0.04, 0.041], ["40 ms", "40.5 ms", "41 ms"]), ([0, 0], ["0", "200 ms"]),
        ([10_140, 15_420], ["3 h", "3 h 30 min", "4 h"]),
        ([0, 86_400], ["0", "6 h", "12 h"]),
        ([13_260], ["3 h 40 min"]), ([10_100, 10_180], ["2 h 49 min"]),
    ])
    func timesHaveRoundTicks(values: [Double], words: [String]) {
        let axis = ValueScale(values, .seconds).axis
        #expect(axis.count >= 2 && axis.count <= 6, "\(axis.map(\.text))")
        #expect(axis.map(\.share) == axis.map(\.share).sorted())
        for word in words { #expect(axis.map(\.text).contains(word), "\(axis.map(\.text))") }
    }

    @Test func countsHaveFewTicksAsTheirWordsAreLong() {
        let axis = ValueScale([0, 285_208_894], .requests).axis
        #expect(axis.map(\.text) == ["0", "100,000,000", "200,000,000"])
    }

    @Test func aRatioAndItsInverseAreAsFarFromAlike() {
        let scale = RatioScale([0.5, 2])
        let middle = scale.share(1)
        #expect(abs(scale.share(2) - middle - (middle - scale.share(0.5))) < 1e-9)
        #expect(scale.axis.map(\.text).contains("alike"))
        // What is far away does not press the others together.
        let far = RatioScale([1.1, 9_000])
        #expect(far.share(9_000) == 1 && !far.holds(9_000) && far.holds(4))
        #expect(RatioScale([]).axis.map(\.text).contains("alike"))
        #expect(RatioScale.words(1.124) == "+12%" && RatioScale.words(0.9664) == "-3.4%")
    }
}
