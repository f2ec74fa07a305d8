package import FumbleModel

extension Shape where Value == TimeSpan {
    /// A length of time, zero included: `5m`, `1h30m`, `40ms`. At most 1000 years.
    package static var duration: Shape<TimeSpan> {
        .scalar(TimeText.span.description, parse: TimeText.readSpan)
    }

    /// A length of time within bounds.
    package static func duration(in range: ClosedRange<TimeSpan>) -> Shape<TimeSpan> {
        duration.within(range)
    }

    /// How long ago, or for how long already: `4y`, `30d`, `4y ago`.
    package static var age: Shape<TimeSpan> {
        .scalar(TimeText.age.description, parse: TimeText.readAge)
    }

    /// How long from now: `in 2y`, `2y`.
    package static var later: Shape<TimeSpan> {
        .scalar(TimeText.later.description, parse: TimeText.readLater)
    }
}

extension Shape where Value == Frequency {
    /// How often: `250/s`, `40/m`.
    package static var frequency: Shape<Frequency> { rate(RateText()) }

    /// How many of something per time, which may be named: `20k objects/s`, `30k/s`.
    package static func itemRate(of noun: String) -> Shape<Frequency> {
        rate(RateText(of: noun))
    }

    private static func rate(_ text: RateText) -> Shape<Frequency> {
        .scalar(text.form.description, parse: text.read)
    }
}

extension Shape where Value == Share {
    /// A share from nothing to the whole: `99.9%`.
    package static var share: Shape<Share> { share(in: .none ... .whole) }

    /// A share within bounds; what lies outside is told with `code`.
    package static func share(
        in range: ClosedRange<Share>, outside code: DiagnosticCode = .outOfRange
    ) -> Shape<Share> {
        scalar(ShareText.share.description, parse: ShareText.readShare)
            .within(range, outside: code)
    }
}

extension Shape where Value == ByteCount {
    /// A size: `180 GB`.
    package static var byteCount: Shape<ByteCount> {
        .scalar(SizeText.size.description, parse: SizeText.readSize)
    }
}

extension Shape where Value == ByteRate {
    /// Bytes per second: `12 MB/s`.
    package static var byteRate: Shape<ByteRate> {
        .scalar(SizeText.rate.description, parse: SizeText.readRate)
    }
}

extension Shape where Value == Int64 {
    /// A number of things, which may be named: `40M objects`, `40M`.
    package static func itemCount(of noun: String) -> Shape<Int64> {
        let text = CountText.items(noun)
        return .scalar(text.form.description, parse: text.read)
    }
}

extension Shape where Value == Int {
    /// A number of servers: `44 servers`, or `44`.
    package static var servers: Shape<Int> {
        .scalar(CountText.servers.form.description) { scalar throws(ScalarMistake) in
            Int(try CountText.servers.read(scalar))
        }
    }
}

extension Shape where Value == ServerAmount {
    /// A number or a share of servers: `70%`, `70 servers`, `70`.
    package static var serverAmount: Shape<ServerAmount> { serverAmount() }

    /// The same; a share above the whole is told with `code`.
    package static func serverAmount(
        aboveWhole code: DiagnosticCode = .outOfRange
    ) -> Shape<ServerAmount> {
        .scalar(ShareText.amount.description) { scalar throws(ScalarMistake) in
            let amount = try ShareText.readAmount(scalar)
            if case .share(let share) = amount, share > .whole {
                throw ScalarMistake(code, "cannot be above 100%, and is `\(share)`")
            }
            return amount
        }
    }
}

extension Shape where Value == Pace {
    /// So many servers in so long: `2 per 5m`.
    package static var pace: Shape<Pace> {
        .scalar(PaceText.form.description, parse: PaceText.read)
    }
}

extension Shape where Value == Growth {
    /// What is gained in a year: `60% per year`.
    package static var growth: Shape<Growth> {
        .scalar(ShareText.growth.description, parse: ShareText.readGrowth)
    }
}

extension Shape where Value == Double {
    /// Times as much: `3x`.
    package static var factor: Shape<Double> {
        .scalar(FactorText.form.description, parse: FactorText.read)
    }
}

extension Shape where Value: Comparable & CustomStringConvertible {
    /// The same within bounds; what lies outside is told with `code`.
    package func within(
        _ range: ClosedRange<Value>, outside code: DiagnosticCode = .outOfRange
    ) -> Shape<Value> where Value: Sendable {
        checked { value in
            guard !range.contains(value) else { return nil }
            return ScalarMistake(
                code, "must be from \(range.lowerBound) to \(range.upperBound), not \(value)")
        }
    }
}
