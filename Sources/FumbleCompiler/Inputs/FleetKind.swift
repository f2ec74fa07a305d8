package import FumbleModel

/// What an experiment runs on, where its inputs may differ.
package enum FleetKind: String, Sendable, Hashable, CaseIterable {
    case simulated
    case processes
}

/// A value given on the command line for a declared input: `--set removed=44`.
package struct InputSetting: Sendable, Hashable {
    package let name: String
    package let text: String
    /// The option that gives it, which stands for a file's name in messages about it.
    package let option: String

    /// As runs keep it.
    package var given: Plan.Input { Plan.Input(name: name, value: text) }

    package init(name: String, text: String, option: String = "--set") {
        self.name = name
        self.text = text
        self.option = option
    }

    /// - Parameter argument: `name=value`, as it is typed after `--set`; nil: it is no such thing.
    package init?(argument: String) {
        let parts = argument.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard parts.count == 2, !parts[0].isEmpty else { return nil }
        self.init(name: String(parts[0]), text: String(parts[1]))
    }

    /// As it is typed after its option.
    var written: String { "\(name)=\(text)" }
}
