package import FumbleModel

extension VerbTemplate {
    /// What it does, in one line, such as `full-restart of index and placement`.
    package var summary: String {
        if let line { return "\(verb.rawValue) `\(line)`" }
        var text = verb.rawValue
        if !of.isEmpty {
            let first = of.dropLast().joined(separator: ", ")
            let parts = [first, of.last ?? ""].filter { !$0.isEmpty }
            text += " of " + parts.joined(separator: " and ")
        }
        if !servers.isEmpty { text += " " + servers.joined(separator: ", ") }
        if let on { text += " on \(on)" }
        if let count { text += ": \(count)" }
        if let share { text += ": \(share)" }
        if let zone { text += " in zone \(zone)" }
        if let detail { text += ": \(detail.words)" }
        return text
    }
}
