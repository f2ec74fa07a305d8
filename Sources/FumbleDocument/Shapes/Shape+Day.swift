package import FumbleModel

extension Shape where Value == CalendarDay {
    /// A day: `2027-01-31`.
    package static var day: Shape<CalendarDay> {
        let description = ScalarDescription(
            "a day", pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$", examples: ["2027-01-31"],
            types: [.string])
        return .scalar(description) { scalar throws(ScalarMistake) in
            guard let day = CalendarDay(scalar.text) else {
                throw ScalarMistake(
                    .wrongType, "must be a day, and `\(scalar.shortened)` is none",
                    help: "write year, month and day: 2027-01-31")
            }
            return day
        }
    }
}
