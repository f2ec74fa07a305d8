/// One of the runs that are kept, as far as lists and trends need it.
package struct KeptRun: Sendable, Hashable {
    /// The names of the folder above its own and of its own, which are the experiment's and the run's.
    package let experiment: String
    package let id: String
    /// What puts it in order; `began` is what its record says, in microseconds since 1970.
    package let start: RunStart
    package let began: Int64?
    /// nil: `run.json` cannot be read.
    package let header: RunHeader?
    package let status: RunStatus?
    /// What `verdict.json` says it showed; nil: it says nothing.
    package let outcome: Outcome?
    package let headline: String?
    /// Why it is not a whole run that can be read, in one sentence; nil: it is.
    package let trouble: String?
    /// The trouble of one that is whole but for its verdict.
    package static let notJudged = "it was not judged"
    /// Whether somebody is at it now.
    package let isGoingOn: Bool
    /// The files that it was made from; nil: it does not say.
    package let files: Files?
    /// What clients saw in the arm that is the fleet's as configured: all operations together under
    /// no name, then each; empty: it was not judged.
    package let recoveries: [OperationRecovery]
    /// Subsystems of which every server was down at one moment and started again.
    package let restarted: [String]

    package init(
        experiment: String, id: String, header: RunHeader?, status: RunStatus?, outcome: Outcome?,
        headline: String?, trouble: String?, files: Files?, recoveries: [OperationRecovery] = [],
        restarted: [String] = [], began: Int64? = nil, written: Int64 = 0,
        isGoingOn: Bool = false
    ) {
        self.isGoingOn = isGoingOn
        self.experiment = experiment
        self.id = id
        self.began = began
        start = RunStart(name: id, began: began, written: written)
        self.header = header
        self.status = status
        self.outcome = outcome
        self.headline = headline
        self.trouble = trouble
        self.files = files
        self.recoveries = recoveries
        self.restarted = restarted
    }

    package struct Files: Sendable, Hashable {
        package let experiment: String
        /// Empty: the fleet is in the experiment's file.
        package let fleet: String
        /// What names the texts of both and the inputs as given; runs that share it are of one source.
        package let key: String

        package init(experiment: String, fleet: String, key: String) {
            self.experiment = experiment
            self.fleet = fleet
            self.key = key
        }

        /// What names the fleet: its file, or the experiment's where it stands in that.
        package var fleetName: String { fleet.isEmpty ? experiment : fleet }
    }

    package var when: RunMoment? { RunMoment(runName: id) }

    /// What clients saw of one operation, or of all together; nil: it was not measured.
    package func recovery(of operation: String?) -> Recovery? {
        recoveries.first { $0.operation == operation ?? "" }?.recovery
    }
}

/// What the files of runs say, as far as trends need it.
package struct KeptSource: Sendable, Hashable {
    /// `KeptRun.Files.key`.
    package let key: String
    /// One word for what is done and how it is measured; empty: this build does not understand the
    /// files.
    package let method: String
    /// In the fleet's order.
    package let subsystems: [Subsystem]

    package init(key: String, method: String, subsystems: [Subsystem]) {
        self.key = key
        self.method = method
        self.subsystems = subsystems
    }

    package struct Subsystem: Sendable, Hashable {
        package let name: String
        /// Servers that carry it.
        package let servers: Int
        package let size: ByteCount
        package let objects: Int64
        package let growth: Growth?
        package let rehearsed: TimeSpan?
        package let rehearseEvery: TimeSpan?

        package init(
            name: String, servers: Int, size: ByteCount, objects: Int64, growth: Growth?,
            rehearsed: TimeSpan?, rehearseEvery: TimeSpan?
        ) {
            self.name = name
            self.servers = servers
            self.size = size
            self.objects = objects
            self.growth = growth
            self.rehearsed = rehearsed
            self.rehearseEvery = rehearseEvery
        }
    }
}
