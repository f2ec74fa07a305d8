import FumbleModel

/// The known-good commands of a fleet, their usage lines read once.
struct Playbook: Sendable {
    let entries: [PlaybookEntry]
    let usages: [Result<Usage, UsageError>]

    init(_ fleet: FleetSpec) {
        entries = fleet.playbook
        usages = fleet.playbook.map { entry in
            do throws(UsageError) {
                return .success(try Usage.parse(entry.usage))
            } catch {
                return .failure(error)
            }
        }
    }

    /// A line, read as one command of the playbook.
    struct Reading: Sendable {
        let entry: PlaybookEntry
        let match: Match
        let usage: Usage
        /// What the line left to the window in which it is typed.
        let supplied: [WindowSpec.Supply]
        let resolution: Resolution

        /// As guards see them.
        var arguments: [GuardRequest.Argument] {
            let required = usage.requiredArguments
            return match.arguments.map { argument in
                let name = argument.name
                // What a line may leave out, and what changes nothing of what it does.
                let isSpare =
                    !required.contains(name) && LineField.Role(of: name, in: entry) == .other
                return GuardRequest.Argument(name: name, text: argument.text, isSpare: isSpare)
            }
        }

        /// The argument that says how many servers, or else what of the fleet; nil: none does.
        var field: String? {
            let does = entry.does
            return ([does.count, does.share] + does.servers + does.of + [does.on]).lazy
                .compactMap(\.self)
                .first { name in match.values.contains { $0.name == name } }
        }

        var isElsewhere: Bool {
            if case .elsewhere = resolution { true } else { false }
        }

        /// The guards that the line asks, without those that its flags leave out.
        var asks: [String] { entry.asks.filter { !skipped.contains($0) } }

        var skipped: [String] {
            let skipped = entry.skips.filter { match.has($0.flag) }.flatMap(\.guards)
            return entry.asks.filter { skipped.contains($0) }
        }
    }

    /// Finds the command that a line is, and works out what it comes to.
    ///
    /// The usages with whose leading words the line begins furthest are tried first. Where none
    /// fits, the error told is of those: the one that got furthest into the line.
    ///
    /// - Parameters:
    ///   - window: the window in which it is typed, which gives what the line leaves out; nil: none, or
    ///     one of which the fleet says nothing.
    ///   - lives: what each server does, for the verb that is asked about.
    func read(
        _ line: String, in window: String?, with resolver: Resolver, path: String,
        lives: (VerbName) -> [Life]
    ) throws(LineError) -> Reading {
        let (entry, usage, typed) = try find(line)
        let window = resolver.fleet.window(named: window)
        let match = window.map(typed.supplied) ?? typed
        let resolution = try resolver.resolve(
            entry.does, of: usage, match, parsing: entry.parsing,
            usualEnvironment: entry.usualEnvironment, window: window, path: path,
            lives: lives(entry.does.verb))
        return Reading(
            entry: entry, match: match, usage: usage,
            supplied: window.map { typed.left(to: $0, by: usage) } ?? [], resolution: resolution)
    }

    func find(_ line: String) throws(LineError) -> (PlaybookEntry, Usage, Match) {
        var candidates: [(entry: PlaybookEntry, usage: Usage, words: Int)] = []
        for (entry, usage) in zip(entries, usages) {
            guard case .success(let usage) = usage else { continue }
            candidates.append((entry, usage, usage.leadingWords(of: line)))
        }
        let most = candidates.map(\.words).max() ?? 0
        var best: LineError?
        for words in stride(from: most, through: 0, by: -1) {
            for candidate in candidates where candidate.words == words {
                do throws(LineError) {
                    let match = try candidate.usage.match(line, parsing: candidate.entry.parsing)
                    return (candidate.entry, candidate.usage, match)
                } catch {
                    if words == most, error.offset > best?.offset ?? -1 { best = error }
                }
            }
        }
        let wanted = candidates.filter { $0.words == most }.map(\.usage.leadingWords)
        if let error = unexpected(line, after: most, of: wanted) { throw error }
        throw best
            ?? LineError(
                offset: 0, length: line.unicodeScalars.count,
                message: "the playbook has no command", help: nil)
    }

    /// What is told where every usage that begins like a line wants another word than it has next.
    private func unexpected(_ line: String, after place: Int, of wanted: [[String]]) -> LineError? {
        guard let words = try? LineWords.split(line, parsing: .lenient), place < words.count,
            !words[place].text.hasPrefix("-"), wanted.count > 1,
            wanted.allSatisfy({ $0.count > place })
        else { return nil }
        let word = words[place]
        let next = wanted.map { $0[place] }.reduce(into: [String]()) { unique, word in
            if !unique.contains(word) { unique.append(word) }
        }
        return LineError(
            offset: word.offset, length: word.length,
            message: "expected \(Words.list(next, "or")), not `\(word.text)`",
            help: Words.hint(for: word.text, among: next))
    }
}
