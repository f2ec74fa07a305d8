import FumbleModel

/// What undoes a thing, in words that a person can follow by hand, each server by its name.
struct UndoWords: Sendable {
    private let fleet: FleetSpec

    init(_ fleet: FleetSpec) { self.fleet = fleet }

    func text(_ undo: [FleetCommand]) -> String {
        undo.isEmpty
            ? "nothing undoes it but the end of the fleet"
            : "what undoes it: " + undo.map(words).joined(separator: ", then ")
    }

    private func words(_ command: FleetCommand) -> String {
        switch command {
        case .start(let ids): "start \(names(ids))"
        case .add(let ids): "add \(names(ids))"
        case .resume(let ids): "resume \(names(ids))"
        case .reconnect(let ids): "reconnect \(names(ids))"
        case .slow(let ids, of: _, factor: _): "give its speed back to \(names(ids))"
        case .soothe(let ids, let trouble, let ends):
            "end the \(trouble.word) to \(names(ids))\(ends.words)"
        case .relieve(let ids, let trouble): "end the \(trouble.word) of \(names(ids))"
        case .configure(let ids, of: _, makes: _): "give a good configuration to \(names(ids))"
        case .offer(let operation, factor: _): "ask \(fleet[operation].name) as often as before"
        case .deny(let subsystem, to: _, share: _): "let \(fleet[subsystem].name) refuse nobody"
        case .withdraw(let operation, share: _), .admit(let operation, share: _):
            "let in all who ask \(fleet[operation].name)"
        case .setReach: "let people reach the control plane"
        case .setNeed(let subsystem, on: let other, isNeeded: _):
            "let \(fleet[subsystem].name) need \(fleet[other].name)"
        // No fault is undone by these.
        case .remove, .restart, .fullRestart, .crash, .stop, .hang, .cutOff, .disturb, .burden,
            .corrupt, .deleteData, .restore, .call:
            "\(command)"
        }
    }

    private func names(_ ids: [ServerID]) -> String {
        ids.map { fleet.serverNames[$0] }.joined(separator: ", ")
    }
}
