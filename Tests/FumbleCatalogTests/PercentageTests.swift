import Testing

@testable import FumbleCatalog

struct PercentageTests {
    @Test(arguments: [
        (1, "100%"), (0, "0%"), (0.47721, "47.721%"), (0.477213, "47.7%"), (0.93899, "93.899%"),
        (0.938994, "93.8%"), (0.9895555, "98.9%"), (0.999, "99.9%"), (0.9995, "99.95%"),
        (0.9997441, "99.974%"), (0.99999999, "99.999%"), (0.95, "95%"), (0.9455, "94.55%"),
        (0.29, "29%"), (1.5, "150%"),
    ])
    func whatIsMeasuredIsShortAndWhatIsWrittenIsExact(fraction: Double, text: String) {
        #expect(Percentage.text(fraction) == text)
    }
}
