import FumbleModel

/// Suites of cases as a JUnit document: elements and attributes are those that Jenkins' xUnit plugin
/// accepts, so that a place in a file stands in the text of a failure.
enum JUnitText {
    struct Suite {
        let name: String
        let properties: [(name: String, value: String)]
        let cases: [Case]
        let output: String
        /// Seconds of fleet time; nil: left out.
        let seconds: Double?

        var failures: Int {
            cases.count { if case .failure = $0.result { true } else { false } }
        }

        var errors: Int { cases.count { if case .error = $0.result { true } else { false } } }

        var skipped: Int { cases.count { if case .skipped = $0.result { true } else { false } } }
    }

    struct Case {
        let name: String
        let result: Result
        let seconds: Double?
    }

    enum Result {
        case passed
        case failure(message: String, text: String)
        case error(type: String, message: String)
        case skipped(message: String)
    }

    static func document(_ suites: [Suite]) -> String {
        var xml = XMLText()
        xml.open(
            "testsuites",
            [
                ("name", "fumble"), ("tests", "\(suites.reduce(0) { $0 + $1.cases.count })"),
                ("failures", "\(suites.reduce(0) { $0 + $1.failures })"),
                ("errors", "\(suites.reduce(0) { $0 + $1.errors })"),
            ])
        for suite in suites { write(suite, to: &xml) }
        xml.close("testsuites")
        return xml.finished
    }

    private static func write(_ suite: Suite, to xml: inout XMLText) {
        xml.open(
            "testsuite",
            [
                ("name", suite.name), ("tests", "\(suite.cases.count)"),
                ("failures", "\(suite.failures)"), ("errors", "\(suite.errors)"),
                ("skipped", "\(suite.skipped)"),
            ] + time(suite.seconds))
        xml.open("properties")
        for (name, value) in suite.properties {
            xml.empty("property", [("name", name), ("value", value)])
        }
        xml.close("properties")
        for found in suite.cases { write(found, of: suite, to: &xml) }
        xml.element("system-out", text: suite.output)
        xml.close("testsuite")
    }

    private static func write(_ found: Case, of suite: Suite, to xml: inout XMLText) {
        let attributes = [("classname", suite.name), ("name", found.name)] + time(found.seconds)
        if case .passed = found.result { return xml.empty("testcase", attributes) }
        xml.open("testcase", attributes)
        switch found.result {
        case .passed: break
        case .failure(let message, let text):
            xml.element("failure", [("type", "deviated"), ("message", message)], text: text)
        case .error(let type, let message):
            xml.empty("error", [("type", type), ("message", message)])
        case .skipped(let message): xml.empty("skipped", [("message", message)])
        }
        xml.close("testcase")
    }

    private static func time(_ seconds: Double?) -> [(String, String)] {
        seconds.map { [("time", PlainNumber.text($0))] } ?? []
    }
}
