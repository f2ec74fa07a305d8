import FumbleModel

/// What became of deleted data, in the words of a table.
enum DataWords {
    static func lost(_ data: DataVerdict) -> String {
        switch data.lost {
        case .young(let age, _): "\(PeopleTime.text(age)) of writes"
        case .undecided: "not known yet"
        case .all: "all of \(data.deleted)"
        }
    }

    /// Never 0 for what nobody knows.
    static func objects(_ data: DataVerdict) -> String {
        data.objectsLost.map { PeopleNumber.grouped(Double($0)) } ?? "not known"
    }
}
