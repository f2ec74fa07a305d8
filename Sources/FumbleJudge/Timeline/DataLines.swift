import FumbleModel

/// What happened to data, in words.
enum DataLines {
    /// - Returns: nil for what is not about data.
    static func text(of what: FleetEvent.What, at now: Instant, in fleet: FleetSpec) -> String? {
        switch what {
        case .dataDeleted(let subsystem, let share, let objects):
            let counted = objects > 0 ? ", \(self.objects(objects))," : ""
            return
                "\(share) of the data of \(fleet[subsystem].name)\(counted) is gone from all its "
                + "servers"
        case .restoring(let subsystem, let bytes, let until):
            return
                "the restore of \(fleet[subsystem].name) begins: \(ByteCount(bytes: bytes)), done "
                + "in \(Words.time(until - now))"
        case .restored(let subsystem, let objects, let lost, let age):
            let back = objects > 0 ? ": \(self.objects(objects)) are back" : ""
            let count = lost.map { self.objects($0) } ?? "how many objects is not known"
            return "\(fleet[subsystem].name) is restored\(back), but for the last "
                + "\(Words.time(age)) of writes: \(count)"
        case .nothingToRestore(let subsystem):
            return "nothing of \(fleet[subsystem].name) is deleted that is not coming back already"
        default: return nil
        }
    }

    private static func objects(_ count: Int64) -> String {
        count == 1 ? "1 object" : "\(grouped(count)) objects"
    }

    /// `12,000,000`.
    private static func grouped(_ count: Int64) -> String {
        let digits = Array(String(count))
        let parts = stride(from: digits.count, to: 0, by: -3).map { end in
            String(digits[max(end - 3, 0)..<end])
        }
        return parts.reversed().joined(separator: ",")
    }
}
