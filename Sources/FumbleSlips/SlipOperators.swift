/// Every way of going wrong that `explore` tries.
package enum SlipOperators {
    package static func standard() -> [any SlipOperator] {
        [
            CharacterDoubled(), NeighbouringKey(), CharacterDropped(), CharactersTransposed(),
            AnotherDigit(), OutByTen(), SignWrong(), DecimalPoint(), UnitChanged(),
            PercentForAbsolute(),
            NameMistyped(), SiblingName(), WrongEnvironment(),
            FlagLeftOut(), FlagAddedByHabit(), ValueLeftOut(), ValueBlank(), ArgumentsSwapped(),
            ShiftHeld(), WildcardWidened(), RangeDash(),
            PasteWithNewline(), StaleClipboard(), PreviousLine(), WrongWindow(),
            StepOmitted(), WrongOrder(),
        ]
    }
}
