/// What an operator does beside typing a line, as an experiment says it: answers at prompts, what was
/// looked at before, who looks on.
package struct Conduct: Sendable, Hashable {
    package let confirms: Said
    /// The dry run that was read before; nil: none was made.
    package let dryRun: DryRun?
    /// The change ticket that is quoted; nil: none.
    package let ticket: String?
    /// Whether somebody is there to be asked; a script answers nothing.
    package let isAtTerminal: Bool
    /// Whether a second person looks at the line.
    package let hasSecondPerson: Bool

    package init(
        confirms: Said, dryRun: DryRun?, ticket: String?, isAtTerminal: Bool, hasSecondPerson: Bool
    ) {
        self.confirms = confirms
        self.dryRun = dryRun
        self.ticket = ticket
        self.isAtTerminal = isAtTerminal
        self.hasSecondPerson = hasSecondPerson
    }

    /// By the book: a dry run of what is meant, the name of what is meant, and somebody who looks on.
    package static let usual = Conduct(
        confirms: .meant, dryRun: DryRun(of: .meant, before: .minutes(1)), ticket: nil,
        isAtTerminal: true, hasSecondPerson: true)

    package enum Said: Sendable, Hashable {
        /// As it was meant, or as it was typed.
        case meant, typed
        case nothing
        case text(String)
    }

    package struct DryRun: Sendable, Hashable {
        package let of: Said
        /// How long before the line it was made.
        package let before: TimeSpan

        package init(of: Said, before: TimeSpan) {
            self.of = of
            self.before = before
        }
    }
}

/// What an operator's conduct comes to at one line: what guards can ask about.
package struct Testimony: Sendable, Hashable {
    /// The servers that were meant, in no order; nil: nobody knows.
    package let meant: [ServerID]?
    /// What was meant, as it follows "would", where that is more than a number of servers.
    package let meantDeed: String?
    /// What is typed at a prompt that asks for a name; nil: nothing.
    package let confirmation: String?
    package let dryRun: DryRun?
    package let ticket: String?
    package let isAtTerminal: Bool
    package let hasSecondPerson: Bool

    package init(
        meant: [ServerID]?, meantDeed: String? = nil, confirmation: String?, dryRun: DryRun?,
        ticket: String?, isAtTerminal: Bool, hasSecondPerson: Bool
    ) {
        self.meant = meant
        self.meantDeed = meantDeed
        self.confirmation = confirmation
        self.dryRun = dryRun
        self.ticket = ticket
        self.isAtTerminal = isAtTerminal
        self.hasSecondPerson = hasSecondPerson
    }

    /// Nobody said anything.
    package static let none = Testimony(
        meant: nil, confirmation: nil, dryRun: nil, ticket: nil,
        isAtTerminal: false, hasSecondPerson: false)

    /// What a dry run said that it would act on.
    package struct DryRun: Sendable, Hashable {
        package let servers: [ServerID]
        /// The same where it is more than a number of servers, as it follows "would".
        package let deed: String?
        package let at: Instant

        package init(servers: [ServerID], deed: String? = nil, at: Instant) {
            self.servers = servers
            self.deed = deed
            self.at = at
        }
    }
}
