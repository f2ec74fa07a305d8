package import FumbleDocument

/// Finds a smallest method that still deviates in the same way, by trying smaller ones.
///
/// First steps are left out, in halves, quarters and one by one (delta debugging: Zeller and
/// Hildebrandt 2002); then each number is searched for the least that does, servers before factors
/// before times. Both are repeated until nothing gets smaller, so the result is smallest in this
/// sense: no step can be left out, and no number can be the next round one below. Shrinking it again
/// changes nothing.
package struct Shrinker {
    /// Runs the experiments of these texts, and says what came of each, in their order.
    package typealias Test = @Sendable (_ texts: [String]) async -> [Trial]

    private let test: Test
    private let mostRuns: Int
    private var root: Node
    private var known: [String: Trial] = [:]
    private var runs = 0

    /// More runs than this are not made, however long the method.
    package static let usualMostRuns = 2_000
    /// Tried at one time, always, so that the number of cores changes neither result nor count.
    package static let together = 2
    /// Rounds over all steps and numbers; each but the last makes something smaller.
    private static let mostRounds = 1_000

    /// - Parameter root: a tree that deviates, as `ExperimentTree` makes it.
    package static func shrink(
        _ root: Node, mostRuns: Int = usualMostRuns, test: @escaping Test
    ) async -> Shrunk {
        var shrinker = Shrinker(test: test, mostRuns: mostRuns, root: root)
        var rounds = 0
        while rounds < mostRounds {
            rounds += 1
            let isShorter = await shrinker.leaveOutSteps()
            let isLower = await shrinker.lowerAmounts()
            if !isShorter && !isLower || shrinker.isExhausted { break }
        }
        let isExhausted = shrinker.isExhausted
        let notes = await shrinker.notes()
        return Shrunk(
            root: shrinker.root, notes: notes, runs: shrinker.runs, isExhausted: isExhausted)
    }

    private var isExhausted: Bool { runs >= mostRuns }

    // MARK: - Trying

    /// Tries all of these, those that were tried before excepted.
    private mutating func tryOut(_ candidates: [Node]) async -> [Trial] {
        let texts = candidates.map { YAMLWriter.text($0) }
        var new: [String] = []
        for text in texts where known[text] == nil && !new.contains(text) { new.append(text) }
        let tried = Array(new.prefix(max(0, mostRuns - runs)))
        runs += tried.count
        for (text, trial) in zip(tried, await test(tried)) { known[text] = trial }
        return texts.map { known[$0] ?? .untried }
    }

    /// - Returns: whether there are fewer steps now.
    private mutating func leaveOutSteps() async -> Bool {
        let before = MethodSteps(of: root).steps.count
        var size = max(1, before / 2)
        while size > 0, !isExhausted {
            await leaveOutSteps(together: size)
            size /= 2
        }
        return MethodSteps(of: root).steps.count < before
    }

    /// Leaves out every stretch of so many steps that is not needed, the last first.
    private mutating func leaveOutSteps(together size: Int) async {
        var end = MethodSteps(of: root).steps.count
        while end > 0 {
            let method = MethodSteps(of: root)
            let stretches = (0..<Self.together).map {
                max(0, end - ($0 + 1) * size)..<max(0, end - $0 * size)
            }
            .filter { !$0.isEmpty && $0.count < method.steps.count }
            let candidates = stretches.map { out in method.keeping { !out.contains($0) }.root }
            let hit = await tryOut(candidates).firstIndex(of: .same)
            guard let hit else {
                end -= Self.together * size
                continue
            }
            root = candidates[hit]
            end = stretches[hit].lowerBound
        }
    }

    /// - Returns: whether some number is smaller now.
    private mutating func lowerAmounts() async -> Bool {
        var isLower = false
        for place in AmountSearch.amounts(of: root).indices {
            let amounts = AmountSearch.amounts(of: root)
            guard amounts.indices.contains(place) else { break }
            if await lower(amounts[place]) { isLower = true }
        }
        return isLower
    }

    /// Looks at the least and the middle first, and then at the thirds of what remains.
    private mutating func lower(_ amount: Amount) async -> Bool {
        var (low, high) = (0, amount.smaller)
        var picks = [0, high / 2]
        while low < high {
            let rungs = picks.filter { $0 < high }
            let candidates = rungs.map { amount.put(amount.value($0), into: root) }
            if let hit = await tryOut(candidates).firstIndex(of: .same) {
                high = rungs[hit]
                low = hit > 0 ? rungs[hit - 1] + 1 : low
            } else {
                low = (rungs.last ?? high) + 1
            }
            let width = max(0, high - low)
            picks = [low + width / 3, low + width - width / 3 - 1]
            if picks[0] >= picks[1] { picks.removeLast() }
        }
        guard high < amount.smaller else { return false }
        root = amount.put(amount.value(high), into: root)
        return true
    }

    // MARK: - What each is needed for

    private mutating func notes() async -> [YAMLWriter.Note] {
        let method = MethodSteps(of: root)
        var steps: [YAMLWriter.Note] = []
        for index in method.steps.indices {
            let words =
                method.steps.count == 1
                ? await wordsOnTheOnlyStep()
                : words("without this step", known(method.keeping { $0 != index }.root))
            steps.append(YAMLWriter.Note(at: MethodSteps.path(of: index), words))
        }
        return steps
            + AmountSearch.amounts(of: root).map { YAMLWriter.Note(at: $0.path, words(on: $0)) }
    }

    /// A method has a step; whether this one does anything for the deviation, one that does nothing tells.
    private mutating func wordsOnTheOnlyStep() async -> String {
        guard let idle = MethodSteps(of: root).withOneThatDoesNothing else {
            return "the only step that is needed"
        }
        let trial = await tryOut([idle.root])[0]
        switch trial {
        case .same: return "no step is needed: with an idle one in its place it deviates as well"
        case .other(let why):
            return "the only step that is needed: with an idle one in its place \(why)"
        case .refused: return "the only step that is needed"
        case .untried:
            return words("the only step that is left: with an idle one in its place", trial)
        }
    }

    private func words(on amount: Amount) -> String {
        let stated = amount.words(of: amount.stated)
        guard amount.smaller > 0 else { return "\(stated): there is no less" }
        let below = amount.value(amount.smaller - 1)
        let trial = known(amount.put(below, into: root))
        if case .refused(let mistake) = trial {
            return "\(stated): the least that a file may say here (\(mistake))"
        }
        return words("\(stated): with \(amount.words(of: below))", trial)
    }

    private func known(_ candidate: Node) -> Trial { known[YAMLWriter.text(candidate)] ?? .untried }

    private func words(_ change: String, _ trial: Trial) -> String {
        switch trial {
        case .same: "\(change) it deviates as well"
        case .other(let why): "\(change) \(why)"
        case .refused(let mistake): "\(change) it is no experiment: \(mistake)"
        case .untried: "\(change) it was not tried: the bound of runs was reached"
        }
    }
}

/// The smallest experiment that was found.
package struct Shrunk: Sendable {
    package let root: Node
    /// On each step and number that remains: what it is needed for.
    package let notes: [YAMLWriter.Note]
    package let runs: Int
    /// The bound of runs was reached before nothing could be made smaller.
    package let isExhausted: Bool
}
