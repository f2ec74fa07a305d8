/// The lines by which a server tells whoever started it how far it is.
struct Milestones: Sendable {
    private let say: @Sendable (String) -> Void

    init(_ say: @escaping @Sendable (String) -> Void) {
        self.say = say
    }

    func record(_ line: String) { say(line) }
}
