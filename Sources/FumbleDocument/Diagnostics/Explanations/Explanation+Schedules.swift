extension Explanation {
    /// `when:`, and the calendars that it names.
    static let ofSchedules: [Explanation] = [
        Explanation(
            .timeNotUnderstood, "a time that is not understood",
            """
            `when:` says it with a cron line of five fields (minute, hour, day of the month, \
            month, weekday), or in words: `every day`, `every weekday`, `every Tuesday and \
            Friday`, `first Tuesday of the quarter`, `last day of the month`, `1st of March and \
            September`, each with `at 10:00`. A window is a stretch of the day and its weekdays.
            """,
            bad: "when: {at: 1st Tusday of the quarter at 10:00}",
            good: "when: {at: 1st Tuesday of the quarter at 10:00}"),
        Explanation(
            .unknownTimeZone, "a time zone that is not there",
            """
            Zones have the names of the system's time zone database, `Region/City`. Abbreviations \
            such as `CEST` say only half of the year what they mean. Where the machine has no such \
            database the package `tzdata` brings it; `UTC` is known everywhere.
            """,
            bad: "when: {at: every weekday at 10:00, zone: Europe/Berln}",
            good: "when: {at: every weekday at 10:00, zone: Europe/Berlin}"),
        Explanation(
            .unreadableCalendar, "a calendar that cannot be read",
            """
            `never-on:` names iCalendar files. An event whose days are not understood could be \
            the day on which nothing must break, so nothing that says when an event is is passed \
            over: repeated events are read as far as days, weekdays, months and intervals say \
            them; others are to be written as one event for each day.
            """,
            bad: "RRULE:FREQ=YEARLY;BYEASTER=1",
            good: "DTSTART;VALUE=DATE:20270329"),
        Explanation(
            .neverDue, "a schedule that never comes",
            """
            There is no such day, or no time of it lies in a window: the experiment would never \
            be run, and nobody would notice.
            """,
            bad: "when: {at: 0 10 30 2 *}",
            good: "when: {at: 0 10 28 2 *}"),
        Explanation(
            .webhookNotSpoken, "an address that cannot be told",
            """
            A webhook is an address that begins with `http://` or `https://`, and gets the verdict \
            as a POST. What is to be told in another way is told by a program, which takes it from \
            its standard input.
            """,
            bad: "then: {webhook: mailto:ops@chat.example}",
            good: "then: {webhook: https://chat.example/hook}"),
    ]
}
