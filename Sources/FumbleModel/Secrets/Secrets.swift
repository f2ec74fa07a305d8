/// The secrets of one run: handed to those who need them, and kept out of all that is written.
package struct Secrets: Sendable {
    private let values: [(name: SecretName, value: String)]
    /// What must not be read, in all its forms, the longest first, each with what stands in its place.
    private let hidden: [(bytes: [UInt8], name: [UInt8])]

    package static let none = Secrets([])

    package init(_ values: [(name: SecretName, value: String)]) {
        // Of a value of several lines each line is one: what a program says is told in one line.
        var hidden: [(bytes: [UInt8], name: [UInt8])] = []
        for entry in values {
            let name = Array("\(entry.name)".utf8)
            let lines = entry.value.split(whereSeparator: \.isNewline)
            for text in [entry.value[...]] + lines where text.utf8.count >= Self.leastBytes {
                for form in SecretForms(of: Array(text.utf8)).all { hidden.append((form, name)) }
            }
        }
        self.init(values, hiding: hidden)
    }

    private init(
        _ values: [(name: SecretName, value: String)],
        hiding hidden: [(bytes: [UInt8], name: [UInt8])]
    ) {
        self.values = values
        self.hidden = hidden.sorted { $0.bytes.count > $1.bytes.count }
    }

    /// The same values, to be kept out of JSON: as they stand within its quotes.
    package var withinJSON: Secrets {
        var forms: [(bytes: [UInt8], name: [UInt8])] = []
        var seen: Set<[UInt8]> = []
        for entry in hidden {
            for form in SecretForms.json(entry.bytes) where seen.insert(form).inserted {
                forms.append((form, entry.name))
            }
        }
        return Secrets(values, hiding: forms)
    }

    /// A shorter value cannot be told from other text, and so not be kept out of it.
    package static let leastBytes = 8

    package var isEmpty: Bool { values.isEmpty }

    package subscript(name: SecretName) -> String? {
        values.first { $0.name == name }?.value
    }

    /// The text with the names of secrets in the place of their values.
    package func discreet(_ text: String) -> String {
        guard !hidden.isEmpty else { return text }
        let bytes = Array(text.utf8)
        let clean = discreet(bytes)
        return clean == bytes ? text : String(decoding: clean, as: UTF8.self)
    }

    package func discreet(_ bytes: [UInt8]) -> [UInt8] {
        hidden.reduce(bytes) { bytes, entry in
            Self.replacing(entry.bytes, in: bytes, by: entry.name)
        }
    }

    private static func replacing(
        _ wanted: [UInt8], in bytes: [UInt8], by other: [UInt8]
    ) -> [UInt8] {
        guard let first = wanted.first, bytes.count >= wanted.count else { return bytes }
        var clean: [UInt8] = []
        var kept = 0
        var place = 0
        while place <= bytes.count - wanted.count {
            guard bytes[place] == first,
                bytes[place..<(place + wanted.count)].elementsEqual(wanted)
            else {
                place += 1
                continue
            }
            clean += bytes[kept..<place] + other
            place += wanted.count
            kept = place
        }
        return kept == 0 ? bytes : clean + bytes[kept...]
    }
}
