/// What arguments of usage lines are mostly for, by how people name them.
enum ArgumentNames {
    /// The first that is there is taken.
    static let subsystems = [
        "SUBSYSTEM", "SERVICE", "ROLE", "POOL", "TIER", "COMPONENT", "APP", "GROUP", "CLUSTER",
        "JOB", "DEPLOYMENT", "FLEET", "TARGET",
    ]
    static let counts = [
        "COUNT", "NUMBER", "NUM", "N", "REPLICAS", "SIZE", "AMOUNT", "BY",
    ]
    private static let percents = ["PERCENT", "PERCENTAGE", "PCT", "PERCENTS"]
    private static let fractions = ["SHARE", "FRACTION", "RATIO", "PROPORTION"]
    private static let zones = ["ZONE", "ZONES", "AZ", "AZS"]
    private static let servers = [
        "HOST", "NODE", "SERVER", "MACHINE", "INSTANCE", "VM", "BOX", "POD", "HOSTNAME", "FQDN",
    ]
    private static let narrowing = [
        "REGION", "DATACENTER", "DC", "RACK", "ROW", "CELL", "SHARD", "SELECTOR", "LABEL", "TAG",
        "FILTER", "PATTERN", "MATCH", "QUERY", "EXCLUDE", "INCLUDE", "ONLY", "EXCEPT", "LIMIT",
    ]
    /// Words of a name that do not say what it names.
    private static let fillers = ["NAME", "NAMES", "ID", "IDS", "LIST"]

    static func isPercent(_ name: String) -> Bool { words(name).contains(where: percents.contains) }
    static func isFraction(_ name: String) -> Bool {
        words(name).contains(where: fractions.contains) && !isPercent(name)
    }
    static func isZone(_ name: String) -> Bool { thing(name).map(zones.contains) ?? false }
    static func isNarrowing(_ name: String) -> Bool {
        words(name).contains { narrowing.contains($0) || narrowing.contains(String($0.dropLast())) }
    }

    /// `HOST`, `HOSTS`, `INSTANCE_IDS`: which servers, or how many, nobody knows.
    static func isServers(_ name: String) -> Bool {
        guard let thing = thing(name), !isCount(name) else { return false }
        return servers.contains(thing)
            || thing.hasSuffix("S") && servers.contains("\(thing.dropLast())")
    }

    /// `NODE_COUNT`, `NUM-HOSTS`.
    static func isCount(_ name: String) -> Bool {
        let words = words(name)
        return counts.contains(name) || words.last == "COUNT" || words.first == "NUM"
    }

    static func isSubsystem(_ name: String) -> Bool {
        thing(name).map(subsystems.contains) ?? false
    }

    private static func thing(_ name: String) -> String? {
        let words = words(name)
        let told = words.last { !fillers.contains($0) }
        return told ?? words.last
    }

    private static func words(_ name: String) -> [String] {
        name.split { $0 == "_" || $0 == "-" }.map(String.init)
    }
}
