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

    @Test func momentsAreReadFromNamesOfRuns() {
        #expect(RunMoment(runName: "20261122T074148Z-1").map { "\($0)" } == "2026-11-22 07:41:48")
        #expect(RunMoment(runName: "20261122T074148Z").map(\.clock) == "07:41:48")
        for name in ["one", "20261322T074148Z-1", "20261122T244148Z-1", "20261122T0741x8Z-1", ""] {
            #expect(RunMoment(runName: name) == nil, "\(name)")
        }
    }
}
