/// The kinds of mistake an author can make; each is explained at length by `explanation`.
package enum DiagnosticCode: String, CaseIterable, Sendable {
    // The file as a whole
    case fileMissing = "E0001"
    case fileUnreadable = "E0002"
    case fileTooLarge = "E0003"
    case invalidUTF8 = "E0004"
    case emptyFile = "E0005"
    case wrongFileKind = "E0006"
    case severalDocuments = "E0007"

    // Fields and their values
    case missingField = "E0010"
    case unknownField = "E0011"
    case duplicateKey = "E0012"
    case wrongType = "E0013"
    case blankValue = "E0014"
    case needsUnit = "E0015"
    case wrongUnit = "E0016"
    case negative = "E0017"
    case outOfRange = "E0018"
    case notOneOf = "E0019"
    case unknownKind = "E0020"
    case oneKindOnly = "E0021"
    case invalidName = "E0022"
    case numberTooLarge = "E0023"
    case conflictingFields = "E0024"
    case unreadableQuantity = "E0025"
    case emptyList = "E0026"
    case loopTooLong = "E0027"

    // YAML
    case yamlSyntax = "E0030"
    case yamlTab = "E0031"
    case yamlIndentation = "E0032"
    case yamlTooDeep = "E0033"
    case aliasExpansion = "E0034"
    case unknownAnchor = "E0035"
    case mergeKey = "E0036"
    case keyNotScalar = "E0037"
    case yamlTag = "E0038"
    case yamlDirective = "E0039"
    case aliasOfItself = "E0040"

    // Names
    case unknownSubsystem = "E0050"
    case unknownGroup = "E0051"
    case unknownZone = "E0052"
    case unknownOperation = "E0053"
    case unknownGuard = "E0054"
    case unknownPromise = "E0055"
    case unknownAlarm = "E0056"
    case unknownPlaybookEntry = "E0057"
    case unknownInput = "E0058"
    case unresolvedInput = "E0059"
    case unknownEach = "E0060"
    case unknownDependent = "E0061"
    case unknownServer = "E0062"
    case unknownSteadyState = "E0063"
    case duplicateName = "E0064"
    case unusedName = "E0065"
    case unknownFleet = "E0066"
    case unknownName = "E0067"
    case unknownWindow = "E0068"

    // Typed commands
    case usageSyntax = "E0070"
    case commandRefused = "E0071"
    case unknownPlaceholder = "E0072"
    case unknownFlag = "E0073"
    case ambiguousUsage = "E0074"
    case unusedPlaceholder = "E0075"

    // Sense of the fleet and of the experiment
    case zeroTargets = "E0080"
    case countAboveExisting = "E0081"
    case guardKeepsNoPromise = "E0082"
    case guardNeverAsked = "E0083"
    case minimumAboveWhole = "E0084"
    case horizonTooShort = "E0085"
    case mayTouchExceeded = "E0086"
    case serversCarryNothing = "E0087"
    case subsystemWithoutServers = "E0088"
    case quorumAboveReplicas = "E0089"
    case cellsDoNotFit = "E0090"
    case needsItself = "E0091"
    case expectationNeverMeasured = "E0092"
    case stepsOutOfOrder = "E0093"
    case faultLastsTooLong = "E0094"
    case stopConditionMissing = "E0095"
    case notOnThisFleet = "E0096"
    case nothingHappens = "E0097"
    case minimumBelowQuorum = "E0098"
    case armWithoutTypedLine = "E0099"
    case revertedAtOnce = "E0100"
    case cacheProtectsCache = "E0101"
    case cacheNotOnPath = "E0102"
    case cacheByWays = "E0103"
    case tooManyCaches = "E0104"

    // Age, growth and starts
    case staleBelowFresh = "E0110"
    case herdNeverMeets = "E0111"
    case grownTooLarge = "E0112"

    // Data, roles and replacement
    case nothingToRestoreFrom = "E0120"
    case noDataToDelete = "E0121"
    case primaryOffThePath = "E0122"
    case noPrimaries = "E0123"
    case dataComesNotBack = "E0124"

    // Exploring
    case nothingToExplore = "E0130"

    // Doors, configurations, access, automation
    case admissionSteps = "E0140"
    case canaryOfAll = "E0141"
    case automationTurns = "E0142"
    case accessNotNeeded = "E0143"
    case fromNobody = "E0144"

    // Secrets
    case secretInView = "E0150"

    // Lists of hosts and help texts
    case strayQuote = "E0160"
    case missingColumn = "E0161"
    case wrongCellCount = "E0162"
    case unreadableDay = "E0163"
    case helpNotRead = "E0164"
    case helpOfSeveral = "E0165"

    // Schedules
    case timeNotUnderstood = "E0180"
    case unknownTimeZone = "E0181"
    case unreadableCalendar = "E0182"
    case neverDue = "E0183"
    case webhookNotSpoken = "E0184"
}
