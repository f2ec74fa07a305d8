/// Mistakes about what reaches past servers: doors, configurations, access, automation.
extension Explanation {
    static let ofReach = [
        Explanation(
            .admissionSteps, "steps of an admission that make no sense",
            """
            `admit` lets a share of the clients in and turns the others away at the door. It says \
            one share, or several steps and how far apart they are; each step lets in more than \
            the one before.
            """,
            bad: "admit: {of: get, steps: [50%, 25%, 100%], every: 5m}",
            good: "admit: {of: get, steps: [10%, 25%, 50%, 100%], every: 5m}"),
        Explanation(
            .canaryOfAll, "canary that protects nobody",
            """
            A canary is the part of the servers that gets a configuration first. Where it is all \
            of them, or where the fault is reverted before the others get it, the experiment does \
            not do what it says.
            """,
            bad:
                "fault: {push-config: {of: index, makes: refuse, canary: {count: 100%, for: 10m}}}",
            good: "fault: {push-config: {of: index, makes: refuse, canary: {count: 5%, for: 10m}}}"),
        Explanation(
            .automationTurns, "automation without a turn, or with too many",
            """
            An automation acts every so often, from a first turn on, until a stated time or to the \
            end of the run. One that has no turn would do nothing, and one with a hundred thousand \
            is a slip of the keyboard.
            """,
            bad:
                "automation: {reaper: {every: 10m, from: 2h, until: 1h, does: {cancel-command: {}}}}",
            good:
                "automation: {reaper: {every: 10m, from: 5m, until: 1h, does: {cancel-command: {}}}}"
        ),
        Explanation(
            .accessNotNeeded, "access denied to one who does not need it",
            """
            A subsystem feels that another refuses it only where its `needs` have that other one. \
            Clients feel it in the operations whose path goes through it.
            """,
            bad: "fault: {deny-access: {to: billing, by: index}}   # index needs nothing",
            good: "fault: {deny-access: {to: index, by: [placement, clients]}}"),
        Explanation(
            .fromNobody, "fault on ways that nobody goes",
            """
            `from` says whose ways to the servers a fault of the network is about: `clients` are \
            all who come from outside of the fleet, a group or a server is one that asks others. \
            From clients whom nothing tells to ask those servers, or from a server to itself \
            alone, there is nothing that could be disturbed.
            """,
            bad: "fault: {latency: {group: index, by: 50ms, from: clients}}   # they ask gateways",
            good: "fault: {latency: {group: index, by: 50ms, from: gateway}}"),
        Explanation(
            .secretInView, "secret that others could read",
            """
            Every user of a machine can list the arguments of its programs, and what a file says \
            stands in reports and journals. A secret is named `secret.NAME`; its value comes from \
            the variable FUMBLE_SECRET_NAME or from the file that `--secrets` names, and goes to a \
            program as a variable or to a service as `Authorization`, and nowhere else.
            """,
            bad: "exec: [./ask-the-desk, --token, secret.desk-token]",
            good: """
                exec: [./ask-the-desk]
                environment: [TOKEN=secret.desk-token]
                """),
    ]
}
