/// The sort of human error (Reason 1990): an act that went wrong, one that was forgotten, or one that
/// went as intended and was the wrong one.
package enum SlipKind: String, Sendable, Hashable, Codable, CaseIterable {
    case slip, lapse, mistake
}
