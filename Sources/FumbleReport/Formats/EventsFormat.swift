package import FumbleModel

/// Every event and every window of a run, one line of JSON each, as `--events` streams them.
package struct EventsFormat: ReportFormat {
    package let name = "events"

    package init() {}

    package func render(_ verdict: Verdict, style: ReportStyle) -> String {
        let run = verdict.header.id
        var text = EventLine.began(verdict.header, arms: verdict.arms.map(\.arm))
        for arm in verdict.arms {
            let names = arm.course.names
            var windows = arm.course.windows.enumerated().makeIterator()
            var next = windows.next()
            for (place, event) in arm.course.events.enumerated() {
                while let (number, window) = next, window.end <= event.at {
                    text += EventLine.window(
                        window, place: number, arm: arm.arm, run: run, names: names)
                    next = windows.next()
                }
                text += EventLine.event(event, place: place, arm: arm.arm, run: run, names: names)
            }
            while let (number, window) = next {
                text += EventLine.window(
                    window, place: number, arm: arm.arm, run: run, names: names)
                next = windows.next()
            }
        }
        return text + EventLine.ended(verdict)
    }

    package func render(_ verdicts: [Verdict], style: ReportStyle) -> String {
        verdicts.map { render($0, style: style) }.joined()
    }
}
