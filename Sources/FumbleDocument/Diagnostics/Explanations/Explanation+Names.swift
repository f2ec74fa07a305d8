extension Explanation {
    /// What can be wrong with names.
    static let ofNames: [Explanation] = [
        Explanation(
            .unknownSubsystem, "unknown subsystem",
            """
            The name is that of no subsystem under `subsystems:` of the fleet. Names are \
            looked for as they are written; the nearest known one is in the help.
            """,
            bad: "carries: [indx]",
            good: "carries: [index]"),
        Explanation(
            .unknownGroup, "unknown group of servers",
            """
            The name is that of no group of servers under `servers:` of the fleet. Names \
            are looked for as they are written; the nearest known one is in the help.
            """,
            bad: "group: shred",
            good: "group: shared"),
        Explanation(
            .unknownZone, "unknown zone",
            """
            The name is that of no zone in `zones:` of the fleet. Names are looked for as \
            they are written; the nearest known one is in the help.
            """,
            bad: "zone-loss: {zone: d}",
            good: "zone-loss: {zone: c}"),
        Explanation(
            .unknownOperation, "unknown operation",
            """
            The name is that of no operation under `operations:` of the fleet. Names are \
            looked for as they are written; the nearest known one is in the help.
            """,
            bad: "of: gte",
            good: "of: get"),
        Explanation(
            .unknownGuard, "unknown guard",
            """
            The name is that of no guard under `guards:` of the fleet. Names are looked \
            for as they are written; the nearest known one is in the help.
            """,
            bad: "asks: [flor]",
            good: "asks: [floor]"),
        Explanation(
            .unknownPromise, "unknown promise",
            """
            The name is that of no promise under `promises:` of the fleet. Names are \
            looked for as they are written; the nearest known one is in the help.
            """,
            bad: "keeps: capacty",
            good: "keeps: capacity"),
        Explanation(
            .unknownAlarm, "unknown alarm",
            """
            The name is that of no alarm under `alarms:` of the fleet. Names are looked \
            for as they are written; the nearest known one is in the help.
            """,
            bad: "when: gets-faling",
            good: "when: gets-failing"),
        Explanation(
            .unknownPlaybookEntry, "unknown playbook entry",
            """
            The name is that of no playbook entry under `playbook:` of the fleet. Names \
            are looked for as they are written; the nearest known one is in the help.
            """,
            bad: "entry: remvoe",
            good: "entry: remove"),
        Explanation(
            .unknownInput, "unknown input",
            """
            The name is that of no input under `inputs:` of the file. A value that is \
            wholly `input.NAME` stands for a declared input; put it in quotation marks \
            where it is meant as text. Names are looked for as they are written; the \
            nearest known one is in the help.
            """,
            bad: "count: input.cuont",
            good: "count: input.count"),
        Explanation(
            .unresolvedInput, "input without a value",
            """
            The input is declared, and has no value on this fleet: neither a default, nor \
            one from `--set`, nor one from a sweep.
            """,
            bad: """
                inputs:
                  count: {type: servers}
                """,
            good: """
                inputs:
                  count: {type: servers, default: 44 servers}
                """),
        Explanation(
            .unknownEach, "unknown loop value",
            """
            The name is that of no loop value of a loop around this place. A value that is \
            wholly `each.NAME` stands for the value of the loop `NAME`. Names are looked \
            for as they are written; the nearest known one is in the help.
            """,
            bad: "of: each.subsystm",
            good: "of: each.subsystem"),
        Explanation(
            .unknownDependent, "unknown dependent",
            """
            The name is that of no dependent under `dependents:` of the fleet. Names are \
            looked for as they are written; the nearest known one is in the help.
            """,
            bad: "of: chat-upload",
            good: "of: chat-uploads"),
        Explanation(
            .unknownServer, "unknown server",
            """
            The name is that of no server of the fleet; servers are numbered from 1 in \
            their group. Names are looked for as they are written; the nearest known one \
            is in the help.
            """,
            bad: "server: index-41",
            good: "server: index-40"),
        Explanation(
            .unknownSteadyState, "unknown steady-state probe",
            """
            The name is that of no steady-state probe under `steady-state:` of the \
            experiment. Names are looked for as they are written; the nearest known one is \
            in the help.
            """,
            bad: "wait-until: gets-anwsered",
            good: "wait-until: gets-answered"),
        Explanation(
            .duplicateName, "the same name twice",
            """
            Two things of one kind bear the same name, so the name cannot tell which is meant. Both \
            places are shown.
            """,
            bad: """
                - {group: a, count: 4}
                - {group: a, count: 6}
                """,
            good: """
                - {group: a, count: 4}
                - {group: b, count: 6}
                """),
        Explanation(
            .unusedName, "name that nothing uses",
            """
            Something is declared and nowhere used: an input that no value stands for, a \
            guard that no line asks, a zone without servers. It is most often a misspelt \
            use elsewhere.
            """,
            bad: "inputs: {cuont: {type: servers, default: 4}}",
            good: "inputs: {count: {type: servers, default: 4}}"),
        Explanation(
            .unknownFleet, "unknown fleet",
            """
            The name is that of no fleet that fumble has or the file names. Names are \
            looked for as they are written; the nearest known one is in the help.
            """,
            bad: "--on simulatd",
            good: "--on simulated"),
        Explanation(
            .unknownName, "unknown name",
            """
            Nothing of this name is declared here. Names are looked for as \
            they are written; the nearest known one is in the help.
            """,
            bad: "of: somthing",
            good: "of: something"),
        Explanation(
            .unknownWindow, "unknown window",
            """
            The fleet says under `windows:` where its people type, and this is none of \
            them. A fleet that says nothing of windows takes any name.
            """,
            bad: "from: prod-shel",
            good: "from: prod-shell"),
    ]
}
