import FumbleModel

/// What would be started on this machine, for a person.
extension PlanReport {
    func add(_ processes: PlanView.Processes, of view: PlanView, to page: inout TextPage) {
        page.heading("Would be started on this machine")
        for program in processes.programs {
            page.field(
                "\(program.servers) of \(program.group)", program.command.joined(separator: " "))
            page.field(
                "",
                "ready when \(program.ready), within \(PeopleTime.text(program.readyWithin)); "
                    + "ended by \(program.stop), after \(PeopleTime.text(program.stopWithin)) by KILL",
                ink: .faint)
        }
        for ask in processes.asks {
            page.field("asks \(ask.operation)", "\(ask.text), \(ask.rate)")
        }
        if processes.hasNetworks {
            page.field(
                "network", "each server in a network namespace of its own, joined by a bridge")
        }
        let arms = processes.arms.map(\.rawValue).joined(separator: ", then ")
        page.field(
            "in all",
            "\(PeopleNumber.grouped(processes.count)) processes at a time: \(arms); at most "
                + "\(PeopleTime.text(view.longest(processes))), starts and stops not counted")
        if let arm = processes.onlyIfAsked {
            page.field("not run", "the \(arm.rawValue) arm, unless `--arms` asks for it")
        }
        for line in processes.missing { page.field("lacks", line, ink: .red) }
    }
}

extension PlanView {
    /// How long the arms last, one after the other, if none ends early.
    func longest(_ processes: Processes) -> TimeSpan {
        TimeSpan(microseconds: horizon.microseconds * Int64(processes.arms.count))
    }
}
