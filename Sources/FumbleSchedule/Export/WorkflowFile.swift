/// A workflow of GitHub Actions, whose cron lines are in UTC.
enum WorkflowFile {
    static func file(for item: ExportItem, from start: Moment) -> ExportFile {
        let looks = LookTimes.utc(item.timetable, from: start)
        let comment =
            item.comment + [
                "GitHub counts in UTC, and often starts minutes late: `late:` says how late is too late.",
                "fumble must be in the runner's path, and its state is not kept from run to run.",
            ]
        let words = ["fumble"] + item.arguments + item.lateness(looks)
        let crons = looks.lines.map { "    - cron: \"\(CronFields.text($0))\"" }
        let text = """
            name: \(Quoted.json("fumble \(item.name)"))
            on:
              schedule:
            \(crons.joined(separator: "\n"))
            # One run at a time on a fleet, whichever workflow starts it.
            concurrency:
              group: \(Quoted.json("fumble \(item.fleet)"))
              cancel-in-progress: false
            jobs:
              fumble:
                runs-on: ubuntu-latest
                steps:
                  - uses: actions/checkout@v4
                  - run: \(Quoted.json(words.map(Quoted.shell).joined(separator: " ")))
                  - uses: actions/upload-artifact@v4
                    if: always()
                    with:
                      name: \(Quoted.json("fumble-\(item.name)"))
                      path: Reports/runs
                      if-no-files-found: ignore

            """
        return ExportFile(
            name: "fumble-\(item.name).yml", text: comment.map { "# \($0)\n" }.joined() + text)
    }
}
