import FumbleModel

/// What all the answers of the guards to one request come to: refuse beats hold beats clamp.
enum Ruling: Sendable, Hashable {
    case refused
    /// The latest of the instants before which it may not be.
    case held(until: Instant)
    /// The least number of servers; above 0, and below what was asked.
    case clamped(to: Int)
    case allowed

    /// A clamp to no server is a refusal: nobody says when more would be let go. A clamp of what can
    /// only be done whole is one too.
    init(_ answers: [GuardDecision], asked: Int, isDivisible: Bool) {
        var until: Instant?
        var least = asked
        var isRefused = false
        for answer in answers {
            switch answer {
            case .refuse: isRefused = true
            case .hold(let instant, _): until = max(until ?? instant, instant)
            case .clamp(let count, _): least = min(least, max(count, 0))
            case .allow, .warn: continue
            }
        }
        if isRefused {
            self = .refused
        } else if let until {
            self = .held(until: until)
        } else if least == asked {
            self = .allowed
        } else {
            self = least > 0 && isDivisible ? .clamped(to: least) : .refused
        }
    }
}
