internal import FumbleModel

/// The chance that all boots of one start, those that fail among them, take longer than so much.
struct BootsTail {
    private let form: Form
    /// In microseconds; beyond it lies nobody's start of so many.
    let end: Double

    private enum Form {
        case single(LengthTail)
        case fixed(length: Double, failing: Double)
        case summed(BootSums.Mix)
    }

    /// - Parameters:
    ///   - sums: how long several boots take; nil: they do not vary, or none fails.
    ///   - count: servers that start.
    init(_ restart: RestartSpec, sums: BootSums?, failing: Double, count: Double) {
        let length = Double(restart.boot.microseconds)
        if let sums {
            form = .summed(sums.mix(failing: failing))
            end = sums.end
        } else if let varies = restart.bootVaries {
            let tail = LengthTail(varies)
            form = .single(tail)
            end = Self.end(of: tail, from: length, count: count)
        } else {
            form = .fixed(length: length, failing: failing)
            end = length * Double(FailingBoots.mostBoots)
        }
    }

    /// - Parameters:
    ///   - time: in microseconds, as `rest` is.
    ///   - rest: what follows the boots, where the server is not given up.
    func chance(above time: Double, rest: Double) -> Double {
        switch form {
        case .single(let tail): return tail.chance(above: time - rest)
        case .summed(let mix):
            return mix.started.chance(above: time - rest) + mix.givenUp.chance(above: time)
        case .fixed(let length, let failing):
            let most = Double(FailingBoots.mostBoots)
            let givenUp = failing > 0 ? Elementary.power(failing, most) : 0
            let rebooting = Self.chance(
                boots(of: length, by: time - rest, most: most), failing: failing)
            return max(0, rebooting - givenUp) + (time < length * most ? givenUp : 0)
        }
    }

    /// Boots that are over by some time.
    private func boots(of length: Double, by time: Double, most: Double) -> Double {
        guard time >= 0 else { return 0 }
        return length > 0 ? min((time / length).rounded(.down), most) : most
    }

    /// That so many boots fail.
    private static func chance(_ boots: Double, failing: Double) -> Double {
        guard boots > 0 else { return 1 }
        return failing > 0 ? Elementary.power(failing, boots) : 0
    }

    /// Chances below this are not looked at.
    static let negligible = 1e-7

    /// A time that is not passed even once in so many lengths.
    static func end(
        of tail: LengthTail, from mean: Double, count: Double, negligible: Double = negligible
    ) -> Double {
        var end = max(mean, 1)
        while end < longest, tail.chance(above: end) * count > negligible { end *= 2 }
        return end
    }

    static let longest = Double(RestartEstimate.longest.microseconds)
}
