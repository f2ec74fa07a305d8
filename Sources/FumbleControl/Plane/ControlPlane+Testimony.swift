import FumbleModel

/// What an operator's conduct comes to at one line.
extension ControlPlane {
    func testimony(
        on entered: Entered, _ typed: ResolvedDeed, lives: [Life], at now: Instant
    ) -> Testimony {
        let conduct = entered.conduct
        let meant =
            entered.meant == entered.line
                && entered.meantWindow == entered.window
            ? typed
            : self.deed(
                of: entered.meant, in: entered.meantWindow, path: entered.path, lives: lives)
        func deed(said: Conduct.Said) -> ResolvedDeed? {
            switch said {
            case .meant: meant
            case .typed: typed
            case .nothing: nil
            case .text(let line):
                self.deed(of: line, in: entered.window, path: entered.path, lives: lives)
            }
        }
        let confirmation: String? =
            switch conduct.confirms {
            case .text(let text): text
            case let said: deed(said: said).map { $0.names(in: fleet) }
            }
        return Testimony(
            meant: meant?.servers, meantDeed: meant?.wordsBeyondServers(in: fleet),
            confirmation: conduct.isAtTerminal ? confirmation : nil,
            dryRun: conduct.dryRun.flatMap { run in
                deed(said: run.of).map {
                    Testimony.DryRun(
                        servers: $0.servers, deed: $0.wordsBeyondServers(in: fleet),
                        at: now - run.before)
                }
            },
            ticket: conduct.ticket, isAtTerminal: conduct.isAtTerminal,
            hasSecondPerson: conduct.hasSecondPerson)
    }

    /// nil: the line is about another fleet, or is none.
    private func deed(
        of line: String, in window: String?, path: String, lives: [Life]
    ) -> ResolvedDeed? {
        guard
            let reading = try? playbook.read(
                line, in: window, with: resolver, path: path, lives: { _ in lives }),
            case .deed(let deed) = reading.resolution
        else { return nil }
        return deed
    }
}
