internal import FoundationEssentials
internal import FumbleJournal
internal import FumbleModel

/// Keeps secrets out of all that is told of a run: whatever foreign programs said, the values are not
/// in the events that anybody gets.
struct Discretion: Sendable {
    private let secrets: Secrets
    /// The same values as they stand within JSON.
    private let escaped: Secrets

    init(_ secrets: Secrets) {
        self.secrets = secrets
        escaped = secrets.withinJSON
    }

    private var isIdle: Bool { secrets.isEmpty }

    func run(_ run: Run) -> Run {
        guard !isIdle else { return run }
        return Run(
            header: run.header, status: status(run.status), arms: run.arms.map(arm))
    }

    func arm(_ arm: ArmRun) -> ArmRun {
        ArmRun(
            arm: arm.arm, events: arm.events.map(event), windows: arm.windows, end: arm.end,
            counted: arm.counted, readings: arm.readings)
    }

    func log(_ log: StoredLog) -> StoredLog {
        StoredLog(arm: log.arm, server: log.server, bytes: secrets.discreet(log.bytes))
    }

    /// The same event; one that cannot be told without the secret is told to have been left out.
    func event(_ event: RunEvent) -> RunEvent {
        guard !isIdle else { return event }
        do {
            let told = try Self.encoder.encode(event)
            let clean = escaped.discreet(Array(told))
            return clean.elementsEqual(told)
                ? event : try JSONDecoder().decode(RunEvent.self, from: Data(clean))
        } catch {
            return RunEvent(at: event.at, what: .note("an event that held a secret is left out"))
        }
    }

    func observer(_ observer: any RunObserver) -> any RunObserver {
        isIdle ? observer : DiscreetObserver(observer: observer, discretion: self)
    }

    private func status(_ status: RunStatus) -> RunStatus {
        switch status {
        case .completed: .completed
        case .stopped(let reason): .stopped(reason: secrets.discreet(reason))
        case .interrupted(let signal): .interrupted(signal: signal)
        case .failed(let reason): .failed(reason: secrets.discreet(reason))
        }
    }

    private static var encoder: JSONEncoder {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return encoder
    }
}

/// Somebody who is told of a run as it goes, without its secrets.
private struct DiscreetObserver: RunObserver {
    let observer: any RunObserver
    let discretion: Discretion

    func begin(_ arm: Arm) async { await observer.begin(arm) }

    func foresee(_ undo: RunEvent, in arm: Arm) async throws(Unforeseen) {
        try await observer.foresee(discretion.event(undo), in: arm)
    }

    func end(_ arm: ArmRun) async { await observer.end(discretion.arm(arm)) }

    func record(_ event: RunEvent, in arm: Arm) async {
        await observer.record(discretion.event(event), in: arm)
    }

    func record(_ window: WindowSample, in arm: Arm) async {
        await observer.record(window, in: arm)
    }
}
