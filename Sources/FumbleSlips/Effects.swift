package import FumbleControl
package import FumbleModel

/// What neighbours come to, each effect once: hundreds of lines come to a handful.
package struct Effects: Sendable {
    /// In the order in which neighbours came to them; those that nobody can tell apart are one.
    package let requests: [Request]
    /// How many different things happen to the fleet, before any guard is asked; the parser's refusal
    /// and lines for elsewhere are one each.
    package let distinct: Int

    /// What guards are asked, or why none is.
    package struct Request: Sendable {
        package let outcome: Outcome
        package var neighbours: [Neighbour]
        /// Lines of two slips that come to the same.
        package var pairs: [Neighbour]
        /// What the team's own tool does with each of them; nil: they are none of its lines, or neither
        /// it nor the playbook does anything.
        package let tool: ToolDeed?

        package var chance: Chance {
            neighbours.reduce(Chance.never) { $0 + $1.chance }.clamped
        }

        package var pairChance: Chance {
            pairs.reduce(Chance.never) { $0 + $1.share }.clamped
        }

        /// The likeliest line that comes to it.
        package var likeliest: Neighbour? {
            (neighbours + pairs).max { $0.chance[.usual] < $1.chance[.usual] }
        }
    }

    package enum Outcome: Sendable, Hashable {
        /// The parser, guard zero, does not understand it.
        case refused
        /// It is about another environment.
        case elsewhere
        /// Nothing is typed.
        case nothing
        case asked(Asked)
        /// The meant line, and again.
        case twice
        /// Two lines of the method, each in the other's place.
        case exchanged(step: Int)

        /// Whether the playbook sees to it that nothing is done.
        var isOfNothing: Bool {
            switch self {
            case .refused, .elsewhere, .nothing: true
            case .asked, .twice, .exchanged: false
            }
        }
    }

    /// A line as the guards see it.
    package struct Asked: Sendable, Hashable {
        package let entry: String
        package let deed: ResolvedDeed
        package let guards: [String]
        /// Those that make no difference stand as they do in the meant line.
        package let arguments: [GuardRequest.Argument]
        package let window: String?

        package init(
            entry: String, deed: ResolvedDeed, guards: [String],
            arguments: [GuardRequest.Argument], window: String?
        ) {
            self.entry = entry
            self.deed = deed
            self.guards = guards
            self.arguments = arguments
            self.window = window
        }
    }

    /// What lines are told apart by.
    private struct Key: Hashable {
        let outcome: Outcome
        let tool: ToolDeed?
    }

    /// What is told apart when effects are counted.
    private struct Happening: Hashable {
        let deed: ResolvedDeed
        let tool: ToolDeed?
    }

    /// - Parameters:
    ///   - by: reads a line, typed in a window, by the playbook.
    ///   - meant: the line that was meant, and its window.
    ///   - seen: what the team's own tool was seen to do; nil: it was not asked.
    package init(
        of neighbours: [Neighbour], pairs: [Neighbour], meant: String, in window: String?,
        read by: (String, String?) -> Preview,
        seen: (Neighbour.Typed) -> ToolDeed? = { _ in nil }
    ) {
        let meant = by(meant, window)
        var places: [Key: Int] = [:]
        var requests: [Request] = []
        func place(of neighbour: Neighbour) -> Int {
            let outcome = Self.outcome(of: neighbour.typed, near: meant, by)
            var tool = seen(neighbour.typed)
            // Nothing in either: there is no need to tell who refuses it.
            if tool?.isNothing == true, outcome.isOfNothing { tool = nil }
            let key = Key(outcome: outcome, tool: tool)
            if let place = places[key] { return place }
            places[key] = requests.count
            requests.append(Request(outcome: outcome, neighbours: [], pairs: [], tool: tool))
            return requests.count - 1
        }
        for neighbour in neighbours {
            requests[place(of: neighbour)].neighbours.append(neighbour)
        }
        for pair in pairs { requests[place(of: pair)].pairs.append(pair) }
        var deeds = Set<Happening>()
        var others = 0
        for request in requests where !request.neighbours.isEmpty {
            if case .asked(let asked) = request.outcome {
                deeds.insert(Happening(deed: asked.deed, tool: request.tool))
            } else {
                others += 1
            }
        }
        self.requests = requests
        distinct = deeds.count + others
    }

    /// What one line comes to.
    ///
    /// - Parameter meant: the line that was meant.
    package static func outcome(
        of typed: Neighbour.Typed, near meant: Preview, _ read: (String, String?) -> Preview
    ) -> Outcome {
        switch typed {
        case .nothing: return .nothing
        case .twice: return .twice
        case .exchanged(let step): return .exchanged(step: step)
        case .line(let line, let window):
            let preview = read(line, window)
            switch preview.outcome {
            case .notUnderstood: return .refused
            case .elsewhere: return .elsewhere
            case .deed(let entry, let deed):
                return .asked(
                    Asked(
                        entry: entry, deed: deed, guards: preview.asks,
                        arguments: arguments(of: preview, entry, near: meant), window: window))
            }
        }
    }

    /// Lines that differ in what nobody reads are one.
    private static func arguments(
        of preview: Preview, _ entry: String, near meant: Preview
    ) -> [GuardRequest.Argument] {
        var usual: [GuardRequest.Argument] = []
        if case .deed(let name, _) = meant.outcome, name == entry { usual = meant.arguments }
        // An argument that may be repeated, and that nobody reads, stands there once.
        return preview.arguments.reduce(into: []) { arguments, argument in
            guard preview.unread.contains(argument.name) else { return arguments.append(argument) }
            let same = GuardRequest.Argument(
                name: argument.name, text: usual.first { $0.name == argument.name }?.text)
            if !arguments.contains(same) { arguments.append(same) }
        }
    }
}
