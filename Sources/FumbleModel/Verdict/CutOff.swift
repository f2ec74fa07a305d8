/// What is said where an arm ended before its time and what was to be seen might still have come.
package enum CutOff {
    package static let words = "not known (cut off)"
}
