package import FumbleModel

/// What is said of the age of a rehearsal.
package enum RehearsalWords {
    /// `index was last fully restarted in a drill on processes 213 days ago (...), state since grown
    /// 1.4 times`, and whether that is overdue.
    package static func sentence(_ age: RehearsalAge) -> String {
        var text = "\(age.subsystem) of \(age.fleet) "
        switch age.last {
        case nil: text += "was never fully restarted in a drill that is known"
        case let last?:
            text += "was last fully restarted \(how(last)), \(ago(last.days))"
        }
        if let grown = age.grown, (grown.times - 1).magnitude >= least {
            text += "; state since grown \(self.grown(grown))"
        }
        if age.isOverdue, let every = age.every { text += "; its file asks for it every \(every)" }
        return text
    }

    /// What is told with two digits behind the point is not told of less.
    private static let least = 0.005

    static func ago(_ days: Int) -> String {
        days == 0 ? "today" : "\(PeopleNumber.count(days, "day")) ago"
    }

    private static func how(_ last: RehearsalAge.Last) -> String {
        switch last.how {
        case .declared: "as its file says"
        case .run(let run, let experiment, _, let kind):
            "in a drill \(kind == "processes" ? "on processes" : "on the simulated fleet") "
                + "(run \(run) of \(experiment))"
        }
    }

    /// `1.4 times (its file says 60% per year)`.
    private static func grown(_ grown: RehearsalAge.Grown) -> String {
        let rounded = (grown.times * 100).rounded() / 100
        let shown = grown.times >= 10 ? grown.times.rounded() : rounded
        let times = "\(PlainNumber.text(shown)) times"
        return switch grown.by {
        case .growth(let growth): "\(times) (its file says \(growth))"
        case .sizes(let then, let now): "\(times) (its file said \(then), and says \(now))"
        }
    }

    static func json(_ age: RehearsalAge) -> JSONValue {
        var run: JSONValue = .null
        var experiment: JSONValue = .null
        var day: JSONValue = .null
        var kind: JSONValue = .null
        if case .run(let id, let name, let date, let fleetKind) = age.last?.how {
            (run, experiment) = (.string(id), .string(name))
            (day, kind) = (.string("\(date)"), .string(fleetKind))
        }
        return .object([
            ("fleet_file", .string(age.fleet)),
            ("subsystem", .string(age.subsystem)),
            ("days_ago", age.last.map { .int($0.days) } ?? .null),
            ("run", run),
            ("experiment", experiment),
            ("day", day),
            ("fleet", kind),
            ("grown", age.grown.map { .number($0.times) } ?? .null),
            ("every_s", .seconds(age.every)),
            ("overdue", .bool(age.isOverdue)),
            ("text", .string(sentence(age))),
        ])
    }
}
