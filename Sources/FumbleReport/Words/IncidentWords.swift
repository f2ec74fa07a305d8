import FumbleModel

/// An outage that an experiment tells again, in a sentence for each published time.
struct IncidentWords {
    let incident: IncidentVerdict

    /// `GitLab.com database removed, 2017-01-31 (https://...)`.
    var title: String {
        let spec = incident.spec
        return "\(spec.name), \(spec.date) (\(spec.sources.joined(separator: ", ")))"
    }

    /// `page took 1,110 min, and here 1,100 min (fitted)`.
    var times: [String] {
        incident.times.map { time in
            let who = time.operation ?? "clients"
            let what = time.reported.measure == .timeToRecover ? "" : " to its first answer"
            let reported = PeopleTime.text(time.reported.time)
            let here = time.simulated.map(PeopleTime.text) ?? "never"
            return "\(who)\(what): \(reported) reported, \(here) here "
                + "(\(time.reported.basis.rawValue))"
        }
    }
}
