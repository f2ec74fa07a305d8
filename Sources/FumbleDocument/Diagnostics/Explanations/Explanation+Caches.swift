extension Explanation {
    /// Of caches, and what they protect.
    static let ofCaches = [
        Explanation(
            .cacheProtectsCache, "cache in front of a cache",
            """
            What a cache protects answers its misses, and fills its memory by that. A cache \
            cannot protect itself, another cache, or each the other: of caches in a row, \
            describe the one nearest to what it protects, with the share of requests that \
            hits any of them.
            """,
            bad: """
                near: {cache: {protects: far, hits: 60%, warms-over: 10k requests}}
                far: {cache: {protects: database, hits: 80%, warms-over: 90k requests}}
                """,
            good: """
                near: {}
                far: {cache: {protects: database, hits: 92%, warms-over: 90k requests}}
                """),
        Explanation(
            .cacheNotOnPath, "cache that is not in front of what it protects",
            """
            A request hits or misses where its path goes from the cache straight to what \
            that protects: a hit leaves out that one step. Elsewhere on the path the cache \
            would be a subsystem like any other.
            """,
            bad: "get: {path: [cache, accounts, database], ...}   # cache protects database",
            good: "get: {path: [accounts, cache, database], ...}"),
        Explanation(
            .cacheByWays, "cache on ways of their own chance",
            """
            Where `then` says with which chance a request goes where, that chance is all \
            there is: a hit ratio beside it would be a second answer to the same question, \
            and it would never be cold.
            """,
            bad: """
                get: {path: [cache, database], then: {cache: {database: 5%}}, ...}
                # and cache: {protects: database, ...}
                """,
            good: "get: {path: [cache, database], ...}"),
        Explanation(
            .tooManyCaches, "too many caches on one path",
            """
            Behind each cache a key can find what is protected alive or dead, and a hit \
            makes up for the latter: every case is followed, and with each cache there are \
            twice as many.
            """,
            bad: "get: {path: [c1, d1, c2, d2, c3, d3, c4, d4, c5, d5, c6, d6, c7, d7], ...}",
            good: "get: {path: [c1, d1, c2, d2], ...}"),
    ]
}
