import Dispatch
import FumbleModel
import FumbleTraffic

/// Looks at servers that are to become ready or to serve, many at a time.
struct Readying: Sendable {
    let layout: Layout
    /// The network namespace of each server; empty: all are on the machine's own network.
    var spaces: [NetworkSpace] = []
    /// How far each server's output was read.
    private var read: [Int: Int] = [:]

    /// How long an answer may take; one that takes longer is none.
    private static let patience: Int32 = 1_000
    private static let queue = DispatchQueue(label: "fumble.readying")

    init(_ layout: Layout) {
        self.layout = layout
    }

    /// What is looked at of one server.
    struct Look: Sendable {
        let server: Int
        /// Its process, so that no answer is taken for that of a later one.
        let pid: Int32?
        /// Whether it is to become ready; else if it serves.
        let isStarting: Bool
    }

    /// Begins to look, and waits for nobody: a server that hangs holds nothing up.
    ///
    /// - Parameter done: for each look in its order, whether it was so; nil: there is nothing to ask.
    mutating func look(at looks: [Look], done: @escaping @Sendable ([Bool?]) -> Void) {
        var answers = [Bool?](repeating: nil, count: looks.count)
        var questions: [(place: Int, question: Asking.Question)] = []
        for (place, look) in looks.enumerated() {
            guard let program = layout.program(of: look.server) else { continue }
            if look.isStarting, case .line(let text) = program.ready.sign {
                answers[place] = hasPrinted(text, look.server)
            } else if let question = question(look, program) {
                questions.append((place, question))
            }
        }
        Self.queue.async { [answers, questions] in
            var answers = answers
            let given = Asking.ask(questions.map(\.question), within: Self.patience)
            for ((place, _), answer) in zip(questions, given) { answers[place] = answer }
            done(answers)
        }
    }

    /// A server that starts again is looked at from where its output is now.
    mutating func forget(_ server: Int) {
        while let bytes = ServerFiles.bytes(of: layout.log(of: server), from: read[server] ?? 0),
            !bytes.isEmpty
        { read[server, default: 0] += bytes.count }
    }

    private func question(_ look: Look, _ program: ProgramSpec) -> Asking.Question? {
        let question: ProgramSpec.Question
        switch (look.isStarting, program.ready.sign) {
        case (true, .accepts(let port)):
            return layout.port(port, of: look.server).map {
                Asking.Question(port: $0, path: nil, space: space(of: look.server))
            }
        case (true, .answers(let own)): question = own
        case (true, .line): return nil
        case (false, _):
            guard let serves = program.serves else { return nil }
            question = serves
        }
        return layout.port(question.port, of: look.server).map {
            Asking.Question(
                port: $0, path: layout.filled(question.path, for: look.server),
                space: space(of: look.server))
        }
    }

    private func space(of server: Int) -> NetworkSpace? {
        spaces.indices.contains(server) ? spaces[server] : nil
    }

    /// Whole lines are looked at; the last one only when it has ended.
    private mutating func hasPrinted(_ text: String, _ server: Int) -> Bool {
        let place = read[server] ?? 0
        guard let bytes = ServerFiles.bytes(of: layout.log(of: server), from: place),
            let end = bytes.lastIndex(of: UInt8(ascii: "\n"))
        else { return false }
        read[server] = place + end + 1
        return String(decoding: bytes[...end], as: UTF8.self).contains(text)
    }
}
