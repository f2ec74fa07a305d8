extension Explanation {
    /// Data that is deleted and restored, primaries and replicas.
    static let ofData: [Explanation] = [
        Explanation(
            .nothingToRestoreFrom, "nothing to restore from",
            """
            A restore brings data back from a copy outside the subsystem's servers. Its \
            `state` must say that there is one, how old it is, and how fast it comes back.
            """,
            bad: """
                index: {state: {size: 180 GB, objects: 40M}}
                response: [{when: gets-failing, after: 10m, does: {restore: {of: index}}}]
                """,
            good: """
                index:
                  state: {size: 180 GB, objects: 40M, copy: {age: 6h, restores-at: 60 MB/s}}
                response: [{when: gets-failing, after: 10m, does: {restore: {of: index}}}]
                """),
        Explanation(
            .noDataToDelete, "no data to delete",
            """
            A subsystem that declares no `state` keeps nothing, so nothing of it can be \
            deleted.
            """,
            bad: """
                web: {minimum: 50%}
                method: [{at: 5m, fault: {delete-data: {of: web, share: 30%}}}]
                """,
            good: """
                web: {minimum: 50%, state: {size: 2 GB, objects: 1M}}
                method: [{at: 5m, fault: {delete-data: {of: web, share: 30%}}}]
                """),
        Explanation(
            .primaryOffThePath, "primary off the path",
            """
            An operation can only need the primary of a subsystem that it asks.
            """,
            bad: """
                index: {roles: {primary: one, promotes-after: 30s, needed-by: [put]}}
                put: {path: [storage], rate: 250/s, service: 9ms, timeout: 2s}
                """,
            good: """
                index: {roles: {primary: one, promotes-after: 30s, needed-by: [put]}}
                put: {path: [index, storage], rate: 250/s, service: 9ms, timeout: 2s}
                """),
        Explanation(
            .noPrimaries, "no primaries",
            """
            Only a subsystem with `roles` has primaries; of all others the servers are alike.
            """,
            bad: "crash: {primary-of: web}",
            good: """
                web: {roles: {primary: one, promotes-after: 30s, needed-by: [put]}}
                crash: {primary-of: web}
                """),
        Explanation(
            .dataComesNotBack, "deleted data for a time",
            """
            What is deleted does not come back when a time is over, so `for` says nothing. \
            It comes back by a `restore`, from a copy, and without what is younger than that.
            """,
            bad: "{at: 5m, fault: {delete-data: {of: index, share: 30%}}, for: 10m}",
            good: "{at: 5m, fault: {delete-data: {of: index, share: 30%}}}"),
    ]
}
