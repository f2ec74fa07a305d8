/// What an experiment runs on, where its inputs may differ.
package enum FleetKind: String, Sendable, Hashable, CaseIterable {
    case simulated
    case processes
}

/// A value given on the command line for a declared input: `--set removed=44`.
package struct InputSetting: Sendable, Hashable {
    package let name: String
    package let text: String

    package init(name: String, text: String) {
        self.name = name
        self.text = text
    }

    /// As it is typed after `--set`.
    var written: String { "\(name)=\(text)" }
}
