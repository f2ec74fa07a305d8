/// A value that holds names of other things, as they were written: the compiler looks each one up,
/// and says where it stands and what it may have meant if it is not there.
package protocol NamesThings {
    var names: [NamedThing] { get }
}

/// A name somebody wrote, what it should be the name of, and where it stands.
package struct NamedThing: Sendable, Hashable {
    package let kind: Kind
    package let name: String
    package let span: SourceSpan

    package init(_ kind: Kind, _ name: String, at span: SourceSpan) {
        self.kind = kind
        self.name = name
        self.span = span
    }

    /// What a name can be the name of; the raw value is the word for messages.
    package enum Kind: String, Sendable, Hashable, CaseIterable {
        case subsystem
        case group
        case zone
        case operation
        case dependent
        case alarm
        case promise
        case guardName = "guard"
        case playbookEntry = "playbook entry"
        /// An argument of some line of the playbook, such as `COUNT`.
        case playbookArgument = "argument"
        /// Where people type; known only of fleets that say where.
        case window
    }
}
