import FumbleModel

/// A line that was typed and is not over, and who waits for it.
struct OpenLine: Sendable {
    let path: String
    let text: String
    let answer: @Sendable (Answer) -> Void
    /// What it comes to.
    let verb: VerbName?
    let asked: Int
    /// Commands that it typed and that are not over: a line of the playbook may type another.
    private(set) var commands: [Int] = []
    private(set) var status = LineStatus.done

    init(
        path: String, text: String, verb: VerbName?, asked: Int,
        answer: @escaping @Sendable (Answer) -> Void
    ) {
        self.path = path
        self.text = text
        self.verb = verb
        self.asked = asked
        self.answer = answer
    }

    var isOver: Bool { commands.isEmpty }

    mutating func begin(_ command: Int) { commands.append(command) }

    mutating func end(_ command: Int) { commands.removeAll { $0 == command } }

    mutating func note(_ status: LineStatus) { self.status = self.status.or(status) }
}
