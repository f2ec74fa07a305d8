internal import FumbleModel

extension CalendarDay {
    /// Days since 1 March of year 0 of the Gregorian calendar, so that days can be subtracted: a year
    /// that begins in March has its leap day at its end.
    var number: Int {
        let years = month > 2 ? year : year - 1
        let months = month > 2 ? month - 3 : month + 9
        return 365 * years + years / 4 - years / 100 + years / 400 + (153 * months + 2) / 5 + day
            - 1
    }

    /// A day, maybe with a time behind it, which is passed over: `2024-11-29`, `2024-11-29T10:00:00Z`.
    init?(started text: String) {
        let day = text.prefix(10)
        let rest = text.dropFirst(10)
        guard rest.isEmpty || rest.first == "T" || rest.first == " " else { return nil }
        let allowed = rest.dropFirst().unicodeScalars.allSatisfy {
            ("0"..."9").contains($0) || ":.+-Z".unicodeScalars.contains($0)
        }
        guard allowed, rest.isEmpty || rest.count > 1 else { return nil }
        self.init(String(day))
    }
}
