/// Whose answers count, of guards that are all asked: an exploration varies that for the line that it
/// looks at. All other lines keep all their guards.
package struct Heeding: Sendable, Hashable {
    /// Names of the guards whose answers count about lines of these steps.
    package let guards: [String]
    /// The steps, responses and automations, such as `method[0]`; nil: every line.
    package let paths: [String]?

    package init(_ guards: [String], at paths: [String]? = nil) {
        self.guards = guards
        self.paths = paths
    }

    /// Whether a guard's answer counts about a line that is typed there.
    package func counts(_ name: String, at path: String) -> Bool {
        if let paths, !paths.contains(path) { return true }
        return guards.contains(name)
    }
}
