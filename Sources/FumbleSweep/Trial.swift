/// What came of running a smaller experiment on the same seed.
package enum Trial: Sendable, Hashable {
    /// It deviates in the same way.
    case same
    /// It does not; why not, in words that follow a comma or a colon: `nothing deviates`.
    case other(String)
    /// It is no experiment: a file may not say so little; the mistake that it would have.
    case refused(String)
    /// It was not run: the bound of runs was reached.
    case untried
}
