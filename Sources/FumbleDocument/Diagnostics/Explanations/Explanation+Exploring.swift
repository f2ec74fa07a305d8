extension Explanation {
    /// The lines one slip from a typed one.
    static let ofExploring: [Explanation] = [
        Explanation(
            .nothingToExplore, "no line to explore",
            """
            `fumble explore` looks at what an operator could have typed instead of the line \
            that was meant, so the method needs a step with `operator:`, and `line:` counts \
            such steps from 1.
            """,
            bad: "explore: {line: 2}",
            good: "explore: {line: 1}")
    ]
}
