/// The program that is each server of a group, as its fleet file names it.
///
/// Nothing runs through a shell: the words are handed on as they are, once their places are filled.
package struct ProgramSpec: Sendable, Hashable {
    /// The group, by its place in the fleet.
    package let group: Int
    package let position: SourcePosition
    /// The program and its arguments.
    package let run: [PlacedText]
    /// Variables set beside those of fumble's own environment.
    package let environment: [Variable]
    /// Copied anew into each server's folder, at each run, with their places filled.
    package let files: [CopiedFile]
    /// Each is a free port on loopback, another one for every server.
    package let ports: [String]
    package let ready: Readiness
    package let serves: Question?
    package let stop: Stop
    /// nil: the file does not say what a server keeps.
    package let state: State?
    /// nil: it is told nowhere how much it may keep.
    package let quota: Quota?
    /// In the order of the file.
    package let milestones: [MilestoneSpec]

    package init(
        group: Int, position: SourcePosition, run: [PlacedText], environment: [Variable],
        files: [CopiedFile], ports: [String], ready: Readiness, serves: Question?, stop: Stop,
        state: State? = nil, quota: Quota? = nil, milestones: [MilestoneSpec] = []
    ) {
        self.group = group
        self.position = position
        self.run = run
        self.environment = environment
        self.files = files
        self.ports = ports
        self.ready = ready
        self.serves = serves
        self.stop = stop
        self.state = state
        self.quota = quota
        self.milestones = milestones
    }

    package struct Variable: Sendable, Hashable {
        package let name: String
        package let value: PlacedText

        package init(name: String, value: PlacedText) {
            self.name = name
            self.value = value
        }
    }

    package struct CopiedFile: Sendable, Hashable {
        /// Counted from the folder of the fleet file.
        package let from: String
        /// Counted from the server's own folder.
        package let to: String

        package init(from: String, to: String) {
            self.from = from
            self.to = to
        }
    }

    /// When a server that was started is ready, and how long that may take.
    package struct Readiness: Sendable, Hashable {
        package let sign: Sign
        package let within: TimeSpan

        package init(sign: Sign, within: TimeSpan) {
            self.sign = sign
            self.within = within
        }

        package enum Sign: Sendable, Hashable {
            /// A port accepts a connection.
            case accepts(port: String)
            /// A path answers with a status from 200 to 299.
            case answers(Question)
            /// Its output has a line that holds this text.
            case line(holds: String)
        }
    }

    /// A GET on a port of the server's own.
    package struct Question: Sendable, Hashable {
        package let port: String
        package let path: PlacedText

        package init(port: String, path: PlacedText) {
            self.port = port
            self.path = path
        }
    }

    /// The files in which a server keeps what must outlive it, and what makes them older.
    package struct State: Sendable, Hashable {
        /// Counted from the server's own folder; `*` stands for any name, or a part of one.
        package let files: [String]
        /// nil: nothing makes them older.
        package let ages: Ageing?

        package init(files: [String], ages: Ageing?) {
            self.files = files
            self.ages = ages
        }
    }

    /// A file in which a server reads, before each write, how many bytes a folder of its own may hold.
    package struct Quota: Sendable, Hashable {
        /// Counted from the server's own folder; without the file there is no limit.
        package let file: String
        /// Counted from the same; the file's own bytes do not count.
        package let folder: String

        package init(file: String, folder: String) {
            self.file = file
            self.folder = folder
        }
    }

    /// A program that makes the state of a server that is down as it would be much later.
    package struct Ageing: Sendable, Hashable {
        /// The program and its arguments; `{amount}` is how much it is to add.
        package let run: [PlacedText]
        /// What is added for so much time.
        package let amount: Int
        package let per: TimeSpan

        package init(run: [PlacedText], amount: Int, per: TimeSpan) {
            self.run = run
            self.amount = amount
            self.per = per
        }

        /// How much a server of such an age has more, rounded up.
        package func amount(for age: TimeSpan) -> Int {
            let parts = Double(age.microseconds) / Double(max(per.microseconds, 1))
            return Int(min(max((parts * Double(amount)).rounded(.up), 1), Self.most))
        }

        private static let most = 1e15
    }

    /// How a server is asked to end, and how long it may take before it is killed.
    package struct Stop: Sendable, Hashable {
        package let signal: StopSignal
        package let within: TimeSpan

        package init(signal: StopSignal, within: TimeSpan) {
            self.signal = signal
            self.within = within
        }
    }

    /// The signals by which programs are asked to end; the raw value is the word in the file.
    package enum StopSignal: String, Sendable, Hashable, CaseIterable {
        case terminate = "TERM"
        case interrupt = "INT"
        case quit = "QUIT"
        case hangUp = "HUP"
        case kill = "KILL"
    }
}
