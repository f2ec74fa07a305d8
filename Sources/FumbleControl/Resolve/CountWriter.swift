import FumbleModel

/// Writes how many servers are meant, so that `CountReader` reads just that.
enum CountWriter {
    /// The percentage that comes to exactly so many servers of `total`, a share being rounded up, with as
    /// few digits as can be and without its sign; nil: there is none.
    ///
    /// A share is kept to a ten-thousandth of a percent, which tells every number of up to a million.
    static func percent(_ count: Int, of total: Int) -> String? {
        guard count > 0, count <= total else { return nil }
        let most = Int64(count) * Share.whole.partsPerMillion / Int64(total)
        var grain = Share.whole.partsPerMillion / 100
        while grain > 0 {
            let share = Share(partsPerMillion: most / grain * grain)
            if share > .none, share.rounded(up: total) == count {
                return String(share.description.dropLast())
            }
            grain /= 10
        }
        return nil
    }
}
