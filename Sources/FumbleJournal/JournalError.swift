/// Why a run could not be written, read, or removed.
package struct JournalError: Error, Sendable, Hashable, CustomStringConvertible {
    package let what: What
    /// The file or folder it is about.
    package let path: String
    /// What the system said, or what was found, such as `No space left on device`.
    package let cause: String

    package init(_ what: What, path: String, cause: String) {
        self.what = what
        self.path = path
        self.cause = cause
    }

    package enum What: String, Sendable, Hashable {
        case notWritten = "cannot write"
        /// A folder.
        case notMade = "cannot make"
        case notRead = "cannot read"
        case notRemoved = "cannot remove"
        /// Something else is there, and it stays.
        case taken = "will not write over"
        /// There is no run of fumble's, or it is so damaged that not even its header can be read.
        case notARun = "no run is recorded in"
        /// Written by a newer fumble than this one.
        case newer = "cannot judge"
    }

    /// One sentence, such as `cannot write Reports/runs/x: No space left on device`.
    package var description: String { "\(what.rawValue) \(path): \(cause)" }
}
