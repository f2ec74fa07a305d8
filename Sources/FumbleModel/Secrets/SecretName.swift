/// The name of something that nobody may read: `guard-token` of `secret.guard-token`.
package struct SecretName: Sendable, Hashable, CustomStringConvertible {
    package let word: String

    private static let prefix = "secret."

    /// - Parameter word: small letters, digits, `-` and `_`, the first a letter.
    /// - Returns: nil: it is no name.
    package init?(_ word: some StringProtocol) {
        guard let first = word.utf8.first, Self.isLetter(first),
            word.utf8.allSatisfy(Self.isOfName)
        else { return nil }
        self.word = String(word)
    }

    /// - Parameter text: wholly `secret.NAME`.
    /// - Returns: nil: it is something else.
    package init?(reference text: String) {
        guard text.hasPrefix(Self.prefix) else { return nil }
        self.init(text.dropFirst(Self.prefix.count))
    }

    /// As files and reports have it: `secret.guard-token`.
    package var description: String { Self.prefix + word }

    /// The variable that it may come from: `FUMBLE_SECRET_GUARD_TOKEN`.
    package var variable: String {
        Self.variablePrefix
            + String(word.map { $0 == "-" ? "_" : $0 }).uppercased()
    }

    package static let variablePrefix = "FUMBLE_SECRET_"

    /// The first `secret.NAME` that a text has somewhere as a word of its own, be it a name or one
    /// misspelt; nil: none.
    package static func first(in text: String) -> String? {
        let bytes = Array(text.utf8)
        let prefix = Array(Self.prefix.utf8)
        guard bytes.count > prefix.count else { return nil }
        for start in 0..<(bytes.count - prefix.count)
        where bytes[start..<(start + prefix.count)].elementsEqual(prefix) {
            guard start == 0 || isBefore(bytes[start - 1]) else { continue }
            let word = bytes[(start + prefix.count)...].prefix(while: isOfWord)
            if !word.isEmpty { return Self.prefix + String(decoding: word, as: UTF8.self) }
        }
        return nil
    }

    /// What may stand before a name; `/`, `.` and `@` are of an address that happens to look like one.
    private static func isBefore(_ byte: UInt8) -> Bool { " =:,;'\"{[(".utf8.contains(byte) }

    private static func isLetter(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
    }

    private static func isOfWord(_ byte: UInt8) -> Bool {
        isOfName(byte) || (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        isLetter(byte) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
    }
}

/// A secret that a file asks for.
package struct SecretNeed: Sendable, Hashable {
    package let name: SecretName
    package let position: SourcePosition

    package init(_ name: SecretName, at position: SourcePosition) {
        self.name = name
        self.position = position
    }
}

extension FleetSpec {
    /// The secrets that a run of it hands to somebody, each once, where it is first asked for.
    ///
    /// - Parameter onProcesses: its servers are started for real.
    package func secrets(onProcesses: Bool) -> [SecretNeed] {
        var needs: [SecretNeed] = []
        func add(_ name: SecretName, _ position: SourcePosition) {
            guard !needs.contains(where: { $0.name == name }) else { return }
            needs.append(SecretNeed(name, at: position))
        }
        for one in guards {
            for name in one.handed.secrets { add(name, one.position) }
        }
        guard onProcesses else { return needs }
        for program in processes?.programs ?? [] {
            for name in program.environment.flatMap(\.value.secrets) { add(name, program.position) }
        }
        return needs
    }
}

extension PlacedText {
    package var secrets: [SecretName] {
        places.compactMap { place in
            if case .secret(let name) = place { name } else { nil }
        }
    }
}
