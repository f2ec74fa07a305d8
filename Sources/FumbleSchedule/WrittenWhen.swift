package import FumbleDocument
package import FumbleModel

/// When an experiment is to be run, as its file says it; no zone and no calendar is looked up yet.
package struct WrittenWhen: Sendable {
    package let at: MarkedText
    package let recurrence: Recurrence
    package let zone: Located<String>?
    package let windows: [Window]
    package let neverOn: [Located<String>]
    /// How long after its date it may still start.
    package let late: TimeSpan
    package let then: WrittenThen?

    package static let usualLate = TimeSpan.minutes(15)
    /// How late a run may be.
    package static let lateness = Shape<TimeSpan>.duration(
        in: TimeSpan.minutes(1)...TimeSpan.hours(12))

    /// All of it, or only the time: `when: every weekday at 10:00`.
    package static let shape = Shape<WrittenWhen>.anyOf([
        time.map { WrittenWhen($0) }, .record(record),
    ])

    package static let record = Record(
        "when", summary: "When it is to be run, by whatever scheduler starts it.",
        Field(
            "at", time,
            "a cron line, or words such as `first Tuesday of the quarter at 10:00`"),
        Field<Located<String>?>.optional(
            "zone", Shape<String>.text.located,
            "whose clocks: a time zone such as Europe/Berlin; UTC if left out"),
        Field<[Window]>.defaulted(
            "window", .listOrOne(of: window), to: [], written: "00:00-24:00",
            "the times of the week in which it may start, such as `09:00-17:00 mon-fri`"),
        Field<[Located<String>]>.defaulted(
            "never-on", .listOrOne(of: Shape<String>.text.located), to: [], written: "[]",
            "files of iCalendar, from here: it does not start while one of their events is on"),
        Field<TimeSpan>.defaulted(
            "late", lateness, to: usualLate, written: "\(usualLate)",
            "how long after its time it may still start; after that the date is missed"),
        Field<WrittenThen?>.defaulted(
            "then", Shape<WrittenThen?>.orNone(.record(WrittenThen.record)), to: nil,
            written: "none", "who is told the verdict of a scheduled run"),
        make: { at, zone, windows, neverOn, late, then in
            WrittenWhen(at, zone, windows, neverOn, late, then)
        })

    private typealias Time = (text: MarkedText, recurrence: Recurrence)

    private init(
        _ time: Time, _ zone: Located<String>? = nil, _ windows: [Window] = [],
        _ neverOn: [Located<String>] = [], _ late: TimeSpan = usualLate, _ then: WrittenThen? = nil
    ) {
        at = time.text
        recurrence = time.recurrence
        self.zone = zone
        self.windows = windows
        self.neverOn = neverOn
        self.late = late
        self.then = then
    }

    private static let time = MarkedText.shape.refined { text, _, reading -> Time? in
        do throws(TextMistake) {
            return (text, try Recurrence.read(text.text))
        } catch {
            reading.report(error, in: text)
            return nil
        }
    }

    private static let window = MarkedText.shape.refined { text, _, reading -> Window? in
        do throws(TextMistake) {
            return try Window.read(text.text)
        } catch {
            reading.report(error, in: text)
            return nil
        }
    }
}

extension Reading {
    fileprivate mutating func report(_ mistake: TextMistake, in text: MarkedText) {
        report(
            .timeNotUnderstood, at: text.mark(at: mistake.offset, length: mistake.length),
            mistake.message, help: mistake.help)
    }
}

/// Who is told what a scheduled run showed.
package struct WrittenThen: Sendable {
    package let webhook: String?
    /// The words of a command line, which no shell reads; empty: none.
    package let exec: [String]
    package let timeout: TimeSpan

    private static let usualTimeout = TimeSpan.seconds(30)

    package static let record = Record(
        "then", summary: "Who is told the verdict of a scheduled run, as JSON.",
        Field<String?>.optional(
            "webhook", webhook,
            "an `http://` or `https://` address, which gets it as a POST; `https` is spoken by `curl`"
        ),
        Field<[String]>.defaulted(
            "exec", .list(of: .text, atLeast: 1), to: [], written: "none",
            "a program and its arguments, which gets it on its standard input"),
        Field<TimeSpan>.defaulted(
            "timeout", .duration(in: .seconds(1)...TimeSpan.minutes(10)), to: usualTimeout,
            written: "\(usualTimeout)", "how long each of them has"),
        makeChecked: {
            (
                span: SourceSpan, reading: inout Reading, webhook: String?, exec: [String],
                timeout: TimeSpan
            ) -> WrittenThen? in
            guard webhook != nil || !exec.isEmpty else {
                reading.report(
                    .missingField, at: span, "`then` tells nobody",
                    help: "give it `webhook: https://...` or `exec: [./tell.sh]`")
                return nil
            }
            return WrittenThen(webhook: webhook, exec: exec, timeout: timeout)
        })

    private static let webhook = Shape<String>.text.checked { url in
        if WebAddress(url) != nil { return nil }
        return ScalarMistake(
            .webhookNotSpoken,
            "is no address such as `https://HOST/PATH`",
            help: "it begins with `http://` or `https://`; a program is told by `exec: [./tell.sh]`"
        )
    }
}
