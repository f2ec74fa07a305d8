extension Explanation {
    /// Files that are well written and make no sense.
    static let ofSense: [Explanation] = [
        Explanation(
            .zeroTargets, "no target",
            """
            Nothing in the fleet fits what is named, so the step would do nothing and seem \
            to have been survived.
            """,
            bad: "crash: {of: index, count: 0%}",
            good: "crash: {of: index, count: 10%}"),
        Explanation(
            .countAboveExisting, "more than there are",
            """
            More servers are asked for than carry the subsystem or belong to the group. \
            The number is never lowered to what there is.
            """,
            bad: "over-removal: {of: index, count: 400 servers}",
            good: "over-removal: {of: index, count: 40 servers}"),
        Explanation(
            .guardKeepsNoPromise, "guard without a promise",
            """
            A guard is judged by the promise that it keeps; one that names none, or one \
            that its kind cannot keep, cannot be judged.
            """,
            bad: "rate: {keeps: capacity, removal-rate: {at-most: 2 per 5m}}",
            good: "rate: {keeps: pace, removal-rate: {at-most: 2 per 5m}}"),
        Explanation(
            .guardNeverAsked, "guard that no line asks",
            """
            The guard stands in the fleet, and no playbook entry asks it: it can hold \
            nothing.
            """,
            bad: "remove: {asks: []}",
            good: "remove: {asks: [floor]}"),
        Explanation(
            .minimumAboveWhole, "minimum above the whole",
            """
            A minimum capacity above 100 %, or above the servers that carry the subsystem, \
            is broken from the start.
            """,
            bad: "minimum: 170%",
            good: "minimum: 70%"),
        Explanation(
            .horizonTooShort, "horizon shorter than the method",
            """
            The run would end before its last step, or before there is time to settle \
            after it.
            """,
            bad: """
                method: [{at: 2h, fault: {crash: {of: index}}, for: 10m}]
                horizon: 1h
                """,
            good: """
                method: [{at: 2h, fault: {crash: {of: index}}, for: 10m}]
                horizon: 8h
                """),
        Explanation(
            .mayTouchExceeded, "more than the experiment may touch",
            """
            A step resolves to more servers, or to other subsystems, than `may-touch` \
            allows. Raise the limit knowingly, or make the step smaller.
            """,
            bad: """
                may-touch: {servers: 4 servers}
                method: [{at: 5m, fault: {crash: {of: index, count: 44}}, for: 10m}]
                """,
            good: """
                may-touch: {servers: 44 servers}
                method: [{at: 5m, fault: {crash: {of: index, count: 44}}, for: 10m}]
                """),
        Explanation(
            .serversCarryNothing, "servers that carry nothing",
            """
            A group of servers carries no subsystem, so nothing that happens to it can be \
            noticed.
            """,
            bad: "- {group: spare, count: 4, carries: []}",
            good: "- {group: spare, count: 4, carries: [index]}"),
        Explanation(
            .subsystemWithoutServers, "subsystem without servers",
            """
            No group of servers carries the subsystem, so it can never serve.
            """,
            bad: """
                subsystems: {index: {}, billing: {}}
                servers: [{group: a, count: 4, carries: [index]}]
                """,
            good: """
                subsystems: {index: {}, billing: {}}
                servers: [{group: a, count: 4, carries: [index, billing]}]
                """),
        Explanation(
            .quorumAboveReplicas, "quorum above the replicas",
            """
            A cell needs more replicas to serve than it has.
            """,
            bad: "cells: {count: 20, replicas: 3, quorum: 5}",
            good: "cells: {count: 20, replicas: 5, quorum: 3}"),
        Explanation(
            .cellsDoNotFit, "cells that do not fit the servers",
            """
            The number of cells times their replicas is not the number of servers that \
            carry the subsystem.
            """,
            bad: "cells: {count: 20, replicas: 5}   # 90 servers",
            good: "cells: {count: 18, replicas: 5}   # 90 servers"),
        Explanation(
            .needsItself, "subsystem that needs itself",
            """
            A subsystem names itself among what it needs. A circle through others is \
            allowed, and is a finding: such outages have happened.
            """,
            bad: "index: {needs: {to-start: [index]}}",
            good: "index: {needs: {to-start: [placement]}}"),
        Explanation(
            .expectationNeverMeasured, "expectation that is never measured",
            """
            `expect` names something that this experiment does not measure, so it could \
            never be met or missed.
            """,
            bad: "expect: {guards: {floor: held}}   # no step types a line",
            good: "expect: {promises: {capacity: kept}}"),
        Explanation(
            .stepsOutOfOrder, "steps out of order",
            """
            The steps of a method stand in the order of their times, so that the file \
            reads as it runs.
            """,
            bad: """
                - {at: 10m, fault: {crash: {of: index}}, for: 5m}
                - {at: 5m, fault: {hang: {of: index}}, for: 5m}
                """,
            good: """
                - {at: 5m, fault: {hang: {of: index}}, for: 5m}
                - {at: 10m, fault: {crash: {of: index}}, for: 5m}
                """),
        Explanation(
            .faultLastsTooLong, "fault beyond the horizon",
            """
            The fault would be reverted after the horizon: it would never be seen how the \
            fleet comes back.
            """,
            bad: """
                fault: {hang: {of: index}}
                for: 9h      # horizon: 8h
                """,
            good: """
                fault: {hang: {of: index}}
                for: 1h      # horizon: 8h
                """),
        Explanation(
            .stopConditionMissing, "no stop condition",
            """
            On real processes an experiment says when fumble must stop it; `none` is an \
            answer, and a blank is not.
            """,
            bad: "horizon: 8h",
            good: """
                stop-when: none
                horizon: 8h
                """),
        Explanation(
            .notOnThisFleet, "not on this fleet",
            """
            The fleet that was chosen cannot do what a step asks.
            """,
            bad: "fumble run --on simulated x.yaml   # x needs real processes",
            good: "fumble run --on processes x.yaml"),
        Explanation(
            .nothingHappens, "experiment in which nothing happens",
            """
            The method has no step that can break anything or try a guard, so nothing \
            could be learned from it.
            """,
            bad: "method: []",
            good: "method: [{at: 5m, fault: {crash: {of: index}}, for: 10m}]"),
        Explanation(
            .minimumBelowQuorum, "minimum that the cells cannot serve with",
            """
            With only the minimum of servers, every cell could be below its quorum: the \
            promise would be kept while nothing is served.
            """,
            bad: """
                minimum: 20%
                cells: {count: 20, replicas: 5, quorum: 3}
                """,
            good: """
                minimum: 60%
                cells: {count: 20, replicas: 5, quorum: 3}
                """),
        Explanation(
            .armWithoutTypedLine, "arms without a typed line",
            """
            The arms `meant`, `guarded` and `unguarded` differ in what an operator typed \
            and in the guards that were asked. Where no line is typed there is only one \
            arm.
            """,
            bad: """
                arms: [meant, guarded]
                method: [{at: 5m, fault: {crash: {of: index}}, for: 10m}]
                """,
            good: "method: [{at: 5m, fault: {crash: {of: index}}, for: 10m}]"),
        Explanation(
            .revertedAtOnce, "fault that is reverted at once",
            """
            A fault or a load without `for` stands to the end of the method, and is then \
            reverted. The method ends when its last step is done and all that lasts for a \
            stated time is over. A last step without `for` would therefore be reverted at \
            the instant at which it begins, and would show nothing.
            """,
            bad: "method: [{at: 5m, fault: {hang: {of: index}}}]",
            good: "method: [{at: 5m, fault: {hang: {of: index}}, for: 10m}]"),
    ]
}
