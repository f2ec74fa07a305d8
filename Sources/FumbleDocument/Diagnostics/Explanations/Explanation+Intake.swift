/// Mistakes in lists of hosts and in help texts, which `fumble new` reads.
extension Explanation {
    static let ofIntake = [
        Explanation(
            .strayQuote, "quote that opens or ends no cell",
            """
            A cell of a table stands in quotes where a comma, a quote or a line end is part of it; \
            each quote in it is then written twice.
            """,
            bad: "web-1,\"index;billing,a,2024-11-29",
            good: "web-1,\"index;billing\",a,2024-11-29"),
        Explanation(
            .missingColumn, "column that is not there",
            """
            The first row of a list of hosts names its columns: `host`, `subsystems`, `zone` and \
            `started`, in any order. Other columns may stand beside them.
            """,
            bad: "host,subsystems,started", good: "host,subsystems,zone,started"),
        Explanation(
            .wrongCellCount, "row with too few cells, or too many",
            """
            Every row has a cell for each column that the first row names; one that nobody knows \
            is left blank where it may be. A comma in a cell wants quotes around it.
            """,
            bad: "web-1,index,billing,a,2024-11-29",
            good: "web-1,index;billing,a,2024-11-29"),
        Explanation(
            .unreadableDay, "day that is none, or not yet",
            """
            When a host last started is written as year, month and day; a time of day may follow, \
            and is passed over. Who has not started yet is not in the fleet.
            """,
            bad: "web-1,index,a,29.11.2024", good: "web-1,index,a,2024-11-29"),
        Explanation(
            .helpNotRead, "help text from which no usage line can be read",
            """
            The help that argparse, click and cobra print is read, and the dump of a command of \
            Swift's ArgumentParser. What is not understood is told at its line, and nothing is \
            guessed: a usage line can always be written by hand.
            """,
            bad: "Synopsis: fleetctl remove the-subsystem",
            good: "usage: fleetctl remove [-h] --subsystem SUBSYSTEM --count COUNT"),
        Explanation(
            .helpOfSeveral, "help of several commands at once",
            """
            A playbook entry is one command. Print the help of that one: of a tool's command \
            `remove`, not of the tool; from a dump, name it by `--command`.
            """,
            bad: "usage: fleetctl [-h] {add,remove} ...",
            good: "usage: fleetctl remove [-h] --subsystem SUBSYSTEM --count COUNT"),
    ]
}
