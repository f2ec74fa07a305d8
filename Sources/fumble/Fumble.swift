internal import ArgumentParser

struct Fumble: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "fumble",
        abstract: "Breaks a fleet the way people do, and measures whether the guards held.",
        discussion: """
            An experiment is one YAML file: a claim, a fleet, a method, what is expected. fumble \
            runs it on a simulated fleet three times on one seed - as meant, as typed with the \
            guards, as typed without - and says whether the guards held and how long recovery took.

            Examples:
              fumble new drill.yaml                  write an experiment to begin with
              fumble check drill.yaml                every mistake in it, at its place
              fumble plan drill.yaml                 what it would touch; touches nothing
              fumble run drill.yaml                  run it, and read the verdict
              fumble run drill.yaml --format json    the same for scripts
              fumble explain E0011                   what a mistake means, at length

            Exit status: 0 confirmed, 1 deviated, 2 inconclusive, 3 stopped or interrupted, \
            64 usage, 65 the file has mistakes, 69 this machine lacks something, 70 a bug of \
            ours, 71 the run failed, 74 it could not be recorded.
            """,
        version: Build.version,
        // Each says its name: the library makes one of a type's name slowly, and asks all at each start.
        subcommands: [
            Check.self, PlanCommand.self, RunCommand.self, GuardCommand.self, Judge.self,
            Replay.self, Report.self, Explore.self, Sweep.self, Merge.self, Compare.self,
            Baseline.self, Shrink.self, Calibrate.self, Schedule.self, List.self,
            TrendCommand.self, Prune.self, New.self, SchemaCommand.self, Reference.self,
            Explain.self, Recover.self, Doctor.self,
        ])
}

/// What this binary is.
enum Build {
    static let version = "0.1.0"
}
