/// How a length of time varies: of a service, a restart, a time to failure, or between arrivals.
///
/// The squared coefficient of variation (scv) is the variance over the squared mean: 0 is always the
/// same length, 1 is exponential, more is burstier.
package enum Distribution: Sendable, Hashable {
    case deterministic(TimeSpan)
    case exponential(mean: TimeSpan)
    /// The sum of so many exponential phases of equal mean; the scv is `1 / phases`.
    case erlang(mean: TimeSpan, phases: Int)
    case lognormal(mean: TimeSpan, scv: Double)
    /// One of two exponentials with balanced means; the scv is at least 1.
    case hyperexponential(mean: TimeSpan, scv: Double)
    /// `shape` below 1: early failures; above 1: wear.
    case weibull(mean: TimeSpan, shape: Double)
    /// One of these lengths, each as likely; not empty.
    case empirical([TimeSpan])

    package var mean: TimeSpan {
        switch self {
        case .deterministic(let length): return length
        case .exponential(let mean), .erlang(let mean, _), .lognormal(let mean, _),
            .hyperexponential(let mean, _), .weibull(let mean, _):
            return mean
        case .empirical(let lengths):
            let total = lengths.reduce(0.0) { $0 + Double($1.microseconds) }
            return TimeSpan(microseconds: Int64((total / Double(max(lengths.count, 1))).rounded()))
        }
    }
}
