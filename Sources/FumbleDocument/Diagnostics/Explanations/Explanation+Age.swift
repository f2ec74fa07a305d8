extension Explanation {
    /// Starts of old and of many servers, and states that grow.
    static let ofAge: [Explanation] = [
        Explanation(
            .staleBelowFresh, "old servers that start more surely than fresh ones",
            """
            `fresh` is the share of boots that fail right after a start, `stale` the share \
            after a very long time: boots of old servers fail at least as often.
            """,
            bad: "fails: {fresh: 10%, stale: 0.5%}",
            good: "fails: {fresh: 0.5%, stale: 10%}"),
        Explanation(
            .herdNeverMeets, "herd that never meets",
            """
            A herd makes boots fail when more than `above` servers start at one time. Where \
            `at-once`, or the number of servers, lets no more than that start together, it \
            would do nothing and seem to have been survived.
            """,
            bad: "restart: {boot: 45s, at-once: 40, herd: {above: 40, adds: 20%}}",
            good: "restart: {boot: 45s, at-once: 400, herd: {above: 40, adds: 20%}}"),
        Explanation(
            .grownTooLarge, "state that grows beyond all bounds",
            """
            At its growth the state of a subsystem comes to more by then than can be \
            counted: about 9.2 EB, or 9.2 million million million objects.
            """,
            bad: "as-of: in 200y",
            good: "as-of: in 2y"),
    ]
}
