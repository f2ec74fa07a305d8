/// A copy of a subsystem's data outside its servers, from which what was deleted can be restored.
package struct CopySpec: Sendable, Hashable {
    /// How long before the start of the run it was taken; it is not taken anew during the run.
    package let age: TimeSpan
    /// How fast it comes back, over the whole subsystem.
    package let restoresAt: ByteRate
    /// How long it takes to find, fetch and prepare it before that.
    package let after: TimeSpan

    package init(age: TimeSpan, restoresAt: ByteRate, after: TimeSpan) {
        self.age = age
        self.restoresAt = restoresAt
        self.after = after
    }
}
