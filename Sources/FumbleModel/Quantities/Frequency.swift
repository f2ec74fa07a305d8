/// How often something happens: requests, objects or anything that is counted, per second.
package struct Frequency: Hashable, Comparable, Sendable {
    package let perSecond: Double

    package init(perSecond: Double) {
        self.perSecond = perSecond
    }

    package static func < (left: Frequency, right: Frequency) -> Bool {
        left.perSecond < right.perSecond
    }
}

extension Frequency: CustomStringConvertible {
    /// As people write it: `250/s`; below one a second in minutes or hours where that is a whole
    /// number, as in `40/m`.
    package var description: String {
        let perMinute = perSecond * 60
        let perHour = perSecond * 3600
        if perSecond != perSecond.rounded() {
            if perMinute == perMinute.rounded() { return PlainNumber.text(perMinute) + "/m" }
            if perHour == perHour.rounded() { return PlainNumber.text(perHour) + "/h" }
        }
        return PlainNumber.text(perSecond) + "/s"
    }
}
