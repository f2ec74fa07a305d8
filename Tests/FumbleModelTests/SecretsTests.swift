import FumbleModel
import Testing

/// Names of secrets, and texts without their values.
@Suite struct SecretsTests {
    @Test func namesAreRead() throws {
        let name = try #require(SecretName(reference: "secret.desk-token_2"))
        #expect("\(name)" == "secret.desk-token_2")
        #expect(name.variable == "FUMBLE_SECRET_DESK_TOKEN_2")
        for text in ["secret.", "secret.2", "secret.Desk", "secret.a b", "desk", "xsecret.a"] {
            #expect(SecretName(reference: text) == nil)
        }
    }

    @Test(
        arguments: [
            ("secret.a", "secret.a"), ("--token=secret.a", "secret.a"),
            ("x secret.A1 y", "secret.A1"),
            ("{secret.a-b}", "secret.a-b"), ("http://secret.example/", nil), ("my.secret.a", nil),
            ("a secret.", nil), ("nosecret.a", nil), ("", nil),
        ] as [(String, String?)])
    func theyAreSeenInTexts(text: String, name: String?) {
        #expect(SecretName.first(in: text) == name)
    }

    @Test func valuesAreReplacedByNames() throws {
        let (one, two) = (try #require(SecretName("one")), try #require(SecretName("two")))
        // One value within the other, and one of several lines.
        let secrets = Secrets([(one, "abcdefgh"), (two, "xx abcdefgh yy\nsecond line")])
        #expect(secrets.discreet("") == "")
        #expect(secrets.discreet("nothing here") == "nothing here")
        #expect(secrets.discreet("abcdefghabcdefgh!") == "secret.onesecret.one!")
        #expect(secrets.discreet("<xx abcdefgh yy>") == "<secret.two>")
        #expect(secrets.discreet("xx abcdefgh yy; second line") == "secret.two; secret.two")
        #expect(secrets.discreet([UInt8]("é abcdefgh".utf8)) == [UInt8]("é secret.one".utf8))
        #expect(Secrets.none.discreet("abcdefgh") == "abcdefgh")
    }

    /// As programs write what they were given, at any place in a longer text.
    @Test(arguments: 0..<7)
    func theyAreSeenInOtherForms(lead: Int) throws {
        let value = #"d3sk/"quoted"&é\end"#
        let name = try #require(SecretName("desk"))
        let secrets = Secrets([(name, value)])
        let text = Array((String(repeating: "u", count: lead) + value + "tail").utf8)
        for isURL in [false, true] {
            let written = Self.base64(text, isURL: isURL)
            let clean = secrets.discreet(written)
            #expect(clean.contains("secret.desk"), "\(written)")
            #expect(clean.count < written.count - 10)
        }
        let forms = [
            value.utf8.map { Self.hex($0) }.joined(),
            value.utf8.map { Self.hex($0).uppercased() }.joined(),
            "d3sk%2F%22quoted%22%26%C3%A9%5Cend", "d3sk/%22quoted%22%26%c3%a9%5cend",
            #"d3sk/\"quoted\"&é\\end"#, #"d3sk\/\"quoted\"&é\\end"#,
            #"d3sk/\"quoted\"&\u00e9\\end"#,
        ]
        for form in forms {
            #expect(secrets.discreet("<\(form)>") == "<secret.desk>", "\(form)")
            // Within JSON, as journals have it.
            let quoted = form.reduce(into: "") { text, letter in
                if letter == "\\" || letter == "\"" { text += "\\" }
                text.append(letter)
            }
            #expect(secrets.withinJSON.discreet("<\(quoted)>") == "<secret.desk>", "\(quoted)")
        }
    }

    private static func hex(_ byte: UInt8) -> String {
        let digits = String(byte, radix: 16)
        return digits.count == 1 ? "0" + digits : digits
    }

    private static func base64(_ bytes: [UInt8], isURL: Bool) -> String {
        let letters = Array(
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
                + (isURL ? "-_" : "+/"))
        return stride(from: 0, to: bytes.count, by: 3).map { place in
            let three = bytes[place..<min(place + 3, bytes.count)]
            let number = (0..<3).reduce(0) { sum, index in
                sum << 8 | (index < three.count ? Int(three[place + index]) : 0)
            }
            return String(
                (0...three.count).map { letters[number >> (18 - 6 * $0) & 63] })
        }.joined()
    }

    @Test func momentsAreReadFromNamesOfRuns() {
        #expect(RunMoment(runName: "20261122T074148Z-1").map { "\($0)" } == "2026-11-22 07:41:48")
        #expect(RunMoment(runName: "20261122T074148Z").map(\.clock) == "07:41:48")
        for name in ["one", "20261322T074148Z-1", "20261122T244148Z-1", "20261122T0741x8Z-1", ""] {
            #expect(RunMoment(runName: name) == nil, "\(name)")
        }
    }
}
