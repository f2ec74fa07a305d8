internal import FumbleModel

/// What the words of a command say is done to servers, by how people name it.
enum CommandWords {
    private static let verbs: [(VerbName, [String])] = [
        (.restartServers, ["restart", "reboot", "bounce", "recycle"]),
        (.addServers, ["add", "start", "enable", "undrain", "uncordon", "attach", "up"]),
    ]
    private static let targets = ["scale", "rescale", "resize", "keep", "set"]
    private static let targetOptions = [
        "--replicas", "--desired", "--desired-capacity", "--desired-count", "--capacity", "--size",
        "--new-size", "--target-size", "--min-size", "--to", "--keep", "--leave",
    ]

    /// Words that say neither take servers away.
    static func verb(of words: [String]) -> VerbName {
        verbs.first { $0.1.contains(where: words.contains) }?.0 ?? .removeServers
    }

    /// Whether a word says how many servers are to be there when it is done: `scale`, `set-capacity`.
    static func isTarget(_ word: String) -> Bool {
        targets.contains(word) || word.hasPrefix("set-")
    }

    /// The same of an option, with its dashes.
    static func isTarget(option name: String) -> Bool {
        targetOptions.contains(name.replacing("_", with: "-"))
    }

    /// Of words of which one is typed, the first that does something else than the one before it; nil: all do
    /// the same.
    static func stranger(among words: [String]) -> String? {
        zip(words, words.dropFirst()).first { one, other in
            verb(of: [one]) != verb(of: [other]) || isTarget(one) != isTarget(other)
        }?.1
    }
}
