/// Where something of a verdict comes from: an event or a window of its arm, by its place there.
///
/// Places count from 0 in the order of `run.jsonl`, events and windows each by themselves; the same
/// number stands in `--events`, in the CSV of samples and in every report.
package enum Trace: Sendable, Hashable {
    case event(Int)
    case window(Int)
}
