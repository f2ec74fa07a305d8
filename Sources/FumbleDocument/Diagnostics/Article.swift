/// The article that a noun needs.
enum Article {
    private static let vowels = "aeiou"

    /// `a fault`, `an alarm`.
    static func with(_ noun: String) -> String {
        let takesAn = noun.first.map(vowels.contains) ?? false
        return (takesAn ? "an " : "a ") + noun
    }
}
