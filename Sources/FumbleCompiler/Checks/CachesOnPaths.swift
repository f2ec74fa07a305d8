internal import FumbleDocument
internal import FumbleModel

/// Caches that would have no effect, or one that nobody means.
enum CachesOnPaths {
    /// Each may find its protected subsystem alive or not, and a flow has to follow every case.
    private static let mostOnPath = 6

    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for subsystem in fleet.written.subsystems ?? [] {
            guard let cache = subsystem.value.cache else { continue }
            let protected = cache.protects
            if cache.warmsOver.value == 0 {
                diagnostics.report(
                    .outOfRange, at: cache.warmsOver.span,
                    "a cache that warms over no request is never cold",
                    help: "write the misses after which a server has 63% of its hit ratio")
            }
            guard fleet.names[.subsystem].contains(protected.value) else { continue }
            if protected.value == subsystem.name {
                diagnostics.report(
                    .cacheProtectsCache, at: protected.span,
                    "`\(subsystem.name)` cannot protect itself",
                    help: "name the subsystem that is asked on a miss")
            } else if let other = fleet.cache(named: protected.value) {
                diagnostics.report(
                    .cacheProtectsCache, at: protected.span,
                    "`\(protected.value)` is a cache itself, in front of `\(other.protects.value)`",
                    help: "of caches in a row, describe the one nearest to what it protects")
            } else {
                checkPaths(of: subsystem.name, cache, fleet, &diagnostics)
            }
        }
        for operation in fleet.written.operations { checkCount(operation, fleet, &diagnostics) }
    }

    /// Operations that come to a cache must find what it protects right behind it.
    private static func checkPaths(
        of name: String, _ cache: WrittenCache, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        var isUsed = false
        for operation in fleet.written.operations {
            let path = operation.value.path
            guard operation.value.then.isEmpty else {
                guard let way = operation.value.stations.first(where: { $0.value == name }) else {
                    continue
                }
                isUsed = true
                diagnostics.report(
                    .cacheByWays, at: way.span,
                    "requests that go by `then` neither hit nor miss `\(name)`",
                    help: "write the chance of a miss in `then` and leave `cache` out, or write a "
                        + "path")
                continue
            }
            for (place, step) in path.enumerated() where step.value == name {
                let rest = path[(place + 1)...]
                guard let found = rest.first(where: { $0.value == cache.protects.value }) else {
                    continue
                }
                isUsed = true
                if rest.first?.value == found.value { continue }
                diagnostics.report(
                    .cacheNotOnPath, at: found.span,
                    "`\(found.value)` does not stand right behind its cache `\(name)`",
                    help: "write `\(name), \(found.value)` in the path of `\(operation.name)`")
            }
        }
        guard !isUsed else { return }
        diagnostics.report(
            .cacheNotOnPath, at: cache.protects.span,
            "no operation goes from `\(name)` to `\(cache.protects.value)`, so nothing is cached",
            help: "write a path such as `[\(name), \(cache.protects.value)]`, or leave `cache` out")
    }

    private static func checkCount(
        _ operation: MapEntry<WrittenOperation>, _ fleet: FleetDraft,
        _ diagnostics: inout Diagnostics
    ) {
        let caches = operation.value.path.filter { fleet.cache(named: $0.value) != nil }
        guard caches.count > mostOnPath else { return }
        diagnostics.report(
            .tooManyCaches, at: caches[mostOnPath].span,
            "`\(operation.name)` comes to \(caches.count) caches, more than the \(mostOnPath) "
                + "there can be on a path")
    }
}

extension FleetDraft {
    /// What makes a subsystem a cache; nil: it is none.
    func cache(named name: String) -> WrittenCache? {
        written.subsystems?.first { $0.name == name }?.value.cache
    }
}
