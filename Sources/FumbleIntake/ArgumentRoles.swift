internal import FumbleControl

/// What each argument of a usage line is taken for, and what it is asked about where nobody can tell.
struct ArgumentRoles {
    /// An argument, or the name of a subsystem.
    private(set) var subsystem: String?
    /// As `count` of a verb is written: `COUNT`, `PERCENT%`, `1`, `50%`.
    private(set) var count: String?
    private(set) var zone: String?
    /// The argument that names servers: then it is about no subsystem, and no number.
    private(set) var servers: String?
    /// Arguments that nothing is made of, and what each may be in truth.
    private(set) var ignored: [(name: String, maybe: Maybe)] = []
    private(set) var questions: [Question] = []

    enum Maybe {
        /// It changes nothing of what servers feel.
        case nothing
        case whichServers
        case howMany
    }

    struct Question {
        /// Nil: it is about the line as a whole.
        let argument: String?
        let message: String
        let help: String
    }

    /// Arguments that playbooks know by themselves.
    static let environment = "ENV"

    private let tool: ToolUsage
    private let zones: [String]?

    /// - Parameters:
    ///   - known: the fleet's subsystems, the largest first; empty: there is no fleet yet.
    ///   - zones: the fleet's; nil: there is no fleet yet.
    init(
        of tool: ToolUsage, actsOn: String?, howMany: String?, known: [String], zones: [String]?
    ) {
        self.tool = tool
        self.zones = zones
        let arguments = tool.usage.arguments
        if actsOn == nil, howMany == nil, let name = Self.servers(of: tool) {
            servers = name
            for other in arguments where other != name && other != Self.environment {
                ignored.append((other, Self.maybe(other)))
            }
            askOfFlags(isAsked: true)
            return
        }
        subsystem = actsOn ?? Self.subsystem(of: tool, known: known)
        var rest = arguments.filter { $0 != subsystem && $0 != Self.environment }
        count = howMany.map { Self.count($0, arguments) } ?? Self.count(among: rest)
        rest.removeAll { $0 == count || "\($0)%" == count }
        if zones?.isEmpty != true { zone = rest.first(where: ArgumentNames.isZone) }
        rest.removeAll { $0 == zone }
        let isCountKnown = count != nil || zone != nil
        if count == nil, zone != nil { count = "100%" }
        for name in rest { judge(name, isCountKnown: isCountKnown) }
        askOfTheTarget(isAsked: howMany == nil)
        askOfTheChoice()
        askOfTheLine(isCountKnown: isCountKnown, isAsked: howMany == nil)
    }

    /// The one argument that names servers in every line, where nothing says how many.
    private static func servers(of tool: ToolUsage) -> String? {
        let named = tool.usage.requiredArguments.filter(ArgumentNames.isServers)
        guard named.count == 1, count(among: tool.usage.arguments) == nil else { return nil }
        return named[0]
    }

    /// What an argument beside the names of servers may be.
    private static func maybe(_ name: String) -> Maybe {
        if ArgumentNames.isFraction(name) { return .howMany }
        let isWhich =
            ArgumentNames.isServers(name) || ArgumentNames.isZone(name)
            || ArgumentNames.isSubsystem(name) || ArgumentNames.isNarrowing(name)
        return isWhich ? .whichServers : .nothing
    }

    private static func subsystem(of tool: ToolUsage, known: [String]) -> String? {
        let arguments = tool.usage.arguments
        let chosen = arguments.first { name in
            tool.choices[name].map { $0.contains(where: known.contains) } ?? false
        }
        return chosen ?? ArgumentNames.subsystems.first(where: arguments.contains)
            ?? arguments.first(where: ArgumentNames.isSubsystem) ?? known.first
    }

    /// What people say of `--how-many`.
    private static func count(_ howMany: String, _ arguments: [String]) -> String {
        if howMany == "all" { return "100%" }
        let isShare =
            arguments.contains(howMany)
            && (ArgumentNames.isPercent(howMany) || ArgumentNames.isFraction(howMany))
        return isShare ? "\(howMany)%" : howMany
    }

    private static func count(among rest: [String]) -> String? {
        if let name = ArgumentNames.counts.first(where: rest.contains) { return name }
        if let name = rest.first(where: ArgumentNames.isPercent) { return "\(name)%" }
        return rest.first(where: ArgumentNames.isCount)
    }

    private mutating func judge(_ name: String, isCountKnown: Bool) {
        let isRequired = tool.usage.requiredArguments.contains(name)
        let mustBeSaid = isRequired || !isCountKnown
        if ArgumentNames.isServers(name) {
            guard mustBeSaid else { return ignored.append((name, .whichServers)) }
            questions.append(
                Question(
                    argument: name,
                    message: isRequired
                        ? "`\(name)` names servers, and is not all that says which"
                        : "`\(name)` names servers, and what a line does without it nobody can tell",
                    help: "write the usage line by hand as though servers were always named, "
                        + "`--usage '\(command) \(name)...'`; or say what it is: "
                        + "`--how-many \(name)`, `--acts-on \(name)`"))
        } else if ArgumentNames.isZone(name) {
            guard mustBeSaid, zones?.isEmpty == true else {
                return ignored.append((name, .whichServers))
            }
            questions.append(
                Question(
                    argument: name,
                    message: "`\(name)` names a zone, and the list of hosts names none",
                    help: "fill its column `zone`, or leave the argument out of the usage line"))
        } else if ArgumentNames.isFraction(name) {
            guard mustBeSaid else { return ignored.append((name, .howMany)) }
            questions.append(
                Question(
                    argument: name,
                    message:
                        "`\(name)` may be a fraction or percent, and 0.5 is half of the servers "
                        + "or next to none",
                    help: "where percent are typed for it: `--how-many \(name)`"))
        } else if ArgumentNames.isCount(name) || ArgumentNames.isPercent(name) {
            ignored.append((name, .howMany))
        } else {
            ignored.append((name, ArgumentNames.isNarrowing(name) ? .whichServers : .nothing))
        }
    }

    /// A line that says how many are to be left would remove another number than it says.
    private mutating func askOfTheTarget(isAsked: Bool) {
        let words = tool.text.split { " ()[]|".contains($0) }.dropFirst().map(String.init)
        let option = tool.usage.option { name, value in
            CommandWords.isTarget(option: name) && (value == count || "\(value)%" == count)
        }
        let says =
            "says how many servers are to be there, and a line of a playbook how many it acts on"
        if let word = words.first(where: { CommandWords.isTarget($0) }) {
            questions.append(
                Question(
                    argument: word, message: "`\(word)` \(says)",
                    help: "such a line cannot be explored: write the usage line of a command that "
                        + "says how many it takes away"))
        } else if isAsked, let option {
            questions.append(
                Question(
                    argument: option.name, message: "`\(option.name)` mostly \(says)",
                    help: "if it is how many it takes away: `--how-many \(option.value)`"))
        }
    }

    /// A line of a playbook does one thing.
    private mutating func askOfTheChoice() {
        let told = tool.choices.filter { $0.key != subsystem }.sorted { $0.key < $1.key }
        let choices =
            tool.usage.wordChoices.map { (place: String?.none, words: $0) }
            + told.map { (place: $0.key, words: $0.value) }
        for choice in choices {
            guard let stranger = CommandWords.stranger(among: choice.words) else { continue }
            questions.append(
                Question(
                    argument: choice.place ?? stranger,
                    message:
                        "of \(choice.words.map { "`\($0)`" }.joined(separator: ", ")) not all do "
                        + "the same to servers, and a line of a playbook does one thing",
                    help: "write the usage line of one of them by hand: `--usage '\(command) "
                        + "SUBSYSTEM --count COUNT'`"))
        }
    }

    private mutating func askOfTheLine(isCountKnown: Bool, isAsked: Bool) {
        let arguments = tool.usage.arguments
        if subsystem == nil {
            questions.append(
                Question(
                    argument: nil,
                    message: "no argument of the usage line is known to name a subsystem",
                    help: "say which: `--acts-on ARGUMENT`"
                        + (arguments.isEmpty ? "" : ", of \(arguments.joined(separator: ", "))")))
        }
        if !isCountKnown, questions.isEmpty {
            questions.append(
                Question(
                    argument: nil,
                    message: "nothing in the usage line says how many servers it is about",
                    help: "say it: `--how-many ARGUMENT`, or for every line the same, such as "
                        + "`--how-many 1`, `--how-many 50%` or `--how-many all`"))
        }
        askOfFlags(isAsked: isAsked)
    }

    private mutating func askOfFlags(isAsked: Bool) {
        guard isAsked, let all = tool.usage.flags.first(where: Self.meansAll.contains) else {
            return
        }
        questions.append(
            Question(
                argument: all,
                message: "`\(all)` changes how many servers a line is about, and only an argument "
                    + "can say that",
                help:
                    "write the usage line by hand without it; what a line that has it does cannot "
                    + "be explored"))
    }

    private static let meansAll = ["--all", "--everything", "--all-servers", "--all-hosts"]

    /// The words of the tool before its options.
    private var command: String {
        tool.text.split(separator: " ").prefix {
            $0.unicodeScalars.allSatisfy { ("a"..."z").contains($0) || $0 == "-" }
                && !$0.hasPrefix("-")
        }.joined(separator: " ")
    }
}
