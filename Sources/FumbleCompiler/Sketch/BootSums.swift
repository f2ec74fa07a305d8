internal import FumbleModel

/// How long one boot after the other takes where boots both vary and fail, on a grid of times.
///
/// No formula says how a sum of lengths is distributed whatever they are. So the length of a boot is
/// put on a grid that keeps its mean (Gerber 1982: the mass between two points is shared out by the
/// distance to each), and the grid is folded with itself, boot by boot.
struct BootSums {
    /// In microseconds, the end of the grid.
    let end: Double
    /// After one boot, after two ...: the chance that they take longer, at each point of the grid.
    private let tails: [[Double]]

    /// Points of the grid: some twenty for each mean length where 50 servers start, of which half
    /// fail.
    private static let points = 512
    /// What may lie beyond the grid: this part of one server.
    private static let beyond = 1e-5
    /// The grid is made twice as long until what lies beyond does not matter.
    private static let mostDoublings = 60

    /// - Parameters:
    ///   - failing: the largest share of boots that fail.
    ///   - count: servers that start.
    init(_ lengths: Distribution, failing: Double, count: Double) {
        let tail = LengthTail(lengths)
        let mean = Double(lengths.mean.microseconds)
        var end = BootsTail.end(of: tail, from: 2 * mean, count: count, negligible: Self.beyond)
        var sums = Self.fold(tail, mean: mean, failing: failing, count: count, end: end)
        for _ in 0..<Self.mostDoublings
        where sums.beyond > Self.beyond && end < BootsTail.longest {
            end *= 2
            sums = Self.fold(tail, mean: mean, failing: failing, count: count, end: end)
        }
        self.end = end
        tails = sums.tails
    }

    /// The chances of a server of which so many boots fail.
    struct Mix {
        let started: GridTail
        let givenUp: GridTail
    }

    func mix(failing: Double) -> Mix {
        var started = [Double](repeating: 0, count: Self.points)
        var chance = 1.0
        for boots in tails {
            for point in started.indices { started[point] += chance * (1 - failing) * boots[point] }
            chance *= failing
        }
        let isWhole = tails.count == FailingBoots.mostBoots
        let givenUp = isWhole ? tails.last?.map { $0 * chance } : nil
        return Mix(
            started: GridTail(started, end: end, all: 1 - (isWhole ? chance : 0)),
            givenUp: GridTail(givenUp ?? [], end: end, all: isWhole ? chance : 0))
    }

    private static func fold(
        _ tail: LengthTail, mean: Double, failing: Double, count: Double, end: Double
    ) -> (tails: [[Double]], beyond: Double) {
        let one = grid(tail, mean: mean, end: end)
        var sum = one
        var tails: [[Double]] = []
        var (chance, beyond) = (1.0, 0.0)
        for boot in 1...FailingBoots.mostBoots {
            let points = self.tail(of: sum)
            tails.append(points)
            let isLast = boot == FailingBoots.mostBoots
            beyond += chance * (isLast ? 1 : 1 - failing) * (points.last ?? 0)
            chance *= failing
            if chance * count < self.beyond { break }
            if !isLast { sum = folded(sum, with: one) }
        }
        return (tails, beyond * count)
    }

    /// What lies at each point.
    private static func grid(_ tail: LengthTail, mean: Double, end: Double) -> [Double] {
        let step = end / Double(points)
        // The expected lesser of a length and each point: from the far end, where nothing is missing
        // of the mean, so that a first step in which nearly all lies is right too.
        var lesser = [Double](repeating: mean, count: points + 1)
        for point in (0..<points).reversed() {
            let from = Double(point) * step
            let ends = tail.chance(above: from) + tail.chance(above: from + step)
            let area = (ends + 4 * tail.chance(above: from + step / 2)) / 6 * step
            lesser[point] = max(0, lesser[point + 1] - area)
        }
        lesser[0] = 0
        var masses = [Double](repeating: 0, count: points)
        masses[0] = max(0, 1 - lesser[1] / step)
        for point in 1..<points {
            let bend = 2 * lesser[point] - lesser[point - 1] - lesser[point + 1]
            masses[point] = max(0, bend / step)
        }
        return masses
    }

    private static func folded(_ sum: [Double], with one: [Double]) -> [Double] {
        var folded = [Double](repeating: 0, count: points)
        for (place, mass) in sum.enumerated() where mass > 0 {
            for other in 0..<points - place { folded[place + other] += mass * one[other] }
        }
        return folded
    }

    /// The chance to lie beyond each point, half of what lies at it among that.
    private static func tail(of masses: [Double]) -> [Double] {
        var beyond = max(0, 1 - masses.reduce(0, +))
        var tail = masses
        for point in masses.indices.reversed() {
            tail[point] = beyond + masses[point] / 2
            beyond += masses[point]
        }
        return tail
    }
}

/// A chance that falls with time, straight between the points of a grid.
struct GridTail {
    private let points: [Double]
    private let step: Double
    /// Before the beginning.
    private let all: Double

    init(_ points: [Double], end: Double, all: Double) {
        self.points = points
        step = points.isEmpty ? 1 : end / Double(points.count)
        self.all = all
    }

    func chance(above time: Double) -> Double {
        guard time >= 0 else { return all }
        let place = time / step
        guard place < Double(points.count - 1) else { return 0 }
        let point = Int(place)
        let part = place - Double(point)
        return points[point] * (1 - part) + points[point + 1] * part
    }
}
