internal import FumbleDocument
internal import FumbleModel

/// Windows that do not fill the run or the time to settle without a rest.
enum WindowLength {
    static func check(_ draft: ExperimentDraft, _ diagnostics: inout Diagnostics) {
        let window = draft.plan.window
        let written = draft.written
        let lengths = [("horizon", written.horizon), ("settle", written.settle)]
        for case (let field, let length?) in lengths
        where length.value.microseconds % window.microseconds != 0 {
            diagnostics.report(
                .outOfRange, at: length.span,
                "`\(field)` is \(length.value), which is no whole number of windows of \(window)",
                help: "make it a multiple of \(window)")
        }
    }
}
