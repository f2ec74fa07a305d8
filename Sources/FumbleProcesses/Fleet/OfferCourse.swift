import FumbleModel

/// What clients ask of one operation since it was last multiplied.
struct OfferCourse: Sendable, Hashable {
    /// nil: they ask what they always do.
    let fault: String?
    let factor: Double
    /// What they asked before, up to its beginning.
    let before: Span

    init(fault: String?, factor: Double, after before: Span) {
        self.fault = fault
        self.factor = factor
        self.before = before
    }

    struct Span: Sendable, Hashable {
        let end: Instant
        let length: TimeSpan
        /// All that had been asked by the end, and in this span alone.
        let total: Int
        let asked: Int

        /// - Parameter course: what began it; nil: the arm did.
        init(since course: OfferCourse?, until end: Instant, _ total: Int) {
            self.end = end
            self.total = total
            length = end - (course?.before.end ?? .start)
            asked = total - (course?.before.total ?? 0)
        }

        /// nil: it was no time.
        var perSecond: Double? {
            length > .zero ? Double(asked) / length.seconds : nil
        }
    }

    /// A count of what comes by chance strays by its root; so many of them are no chance.
    private static let roots = 3.0

    /// - Parameter span: what was asked from its beginning to its end.
    /// - Returns: nil: no fault multiplied it, or nobody can say.
    func effect(of operation: String, in span: Span) -> BittenFault? {
        guard let fault, let during = span.perSecond else { return nil }
        let text = { (rate: Double) in PlainNumber.text((rate * 10).rounded() / 10) }
        let known = before.perSecond.map { "\(text($0)) requests a second before, " } ?? ""
        return BittenFault(
            fault: fault, servers: 0,
            effect: "\(operation): \(known)\(text(during)) during", isMiss: isMiss(span))
    }

    /// Whether no more was asked, or no less, where much more would have been, or much less.
    private func isMiss(_ span: Span) -> Bool {
        guard let before = before.perSecond else { return false }
        let usual = before * span.length.seconds
        let wanted = usual * (factor - 1)
        guard abs(wanted) > Self.roots * usual.squareRoot() else { return false }
        return (Double(span.asked) - usual) * wanted <= 0
    }
}
