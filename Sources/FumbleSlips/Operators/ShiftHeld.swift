import FumbleModel

/// Shift is held a moment too long, or not long enough where a character needs it, and what comes of it means
/// something to a shell or a pattern: `8` becomes `*`, `.` becomes `>`.
struct ShiftHeld: SlipOperator {
    private static let slip = Slip("glob.shift", "shift held", .slip)

    var slips: [Slip] { [Self.slip] }

    /// What a shell, a pattern or a host's name takes for more than a letter.
    private static let meaningful = Set("*?$&!#><|;%@(){}:_~\"'".unicodeScalars)

    func missteps(from intention: Intention, by model: ErrorModel) -> [Misstep] {
        intention.scalars.indices.compactMap { place in
            guard let shifted = intention.keyboard.withShiftWrong(intention.scalars[place]),
                Self.meaningful.contains(shifted)
            else { return nil }
            return Misstep(
                Self.slip, place..<place + 1, String(shifted),
                model.strayed(at: place, of: intention))
        }
    }
}
