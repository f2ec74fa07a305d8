internal import FumbleCompiler
internal import FumbleModel
internal import FumbleReport
internal import Synchronization
internal import SystemPackage

/// Writes every event and every window of runs into a file as they come, one line of JSON each.
///
/// What cannot be written is told once, at the end; the run goes on. A class, since arms that run side by
/// side write into one and the same file.
final class EventStream: Sendable {
    private let state: Mutex<State>
    let path: String

    private struct State {
        let file: FileDescriptor
        var lines = ""
        var error: Errno?
    }

    /// Bytes that wait while a simulated run goes by.
    private static let mostWaiting = 1 << 16

    /// - Throws: why the file cannot be made.
    init(path: String) throws(Errno) {
        self.path = path
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .truncate, .closeOnExec],
                permissions: [.ownerReadWrite, .groupRead, .otherRead])
            state = Mutex(State(file: file))
        } catch let error as Errno {
            throw error
        } catch {
            throw .ioError
        }
    }

    /// - Parameter isLive: somebody may be reading it while the run goes on.
    func write(_ line: String, isLive: Bool) {
        state.withLock { state in
            state.lines += line
            if isLive || state.lines.utf8.count >= Self.mostWaiting { Self.flush(&state) }
        }
    }

    /// - Returns: why not all was written; nil: it was.
    func finish() -> Errno? {
        state.withLock { state in
            Self.flush(&state)
            return state.error
        }
    }

    private static func flush(_ state: inout State) {
        guard state.error == nil, !state.lines.isEmpty else { return }
        do {
            try state.file.writeAll(state.lines.utf8)
        } catch let error as Errno {
            state.error = error
        } catch {
            state.error = .ioError
        }
        state.lines = ""
    }

    /// Writes what one run tells.
    func observer(of header: RunHeader, plan: Plan) -> any RunObserver {
        write(EventLine.began(header, arms: plan.arms), isLive: true)
        return Observer(
            stream: self, run: header.id, names: FleetNames(plan.fleet),
            isLive: header.fleetKind != FleetKind.simulated.rawValue)
    }

    func end(_ verdict: Verdict) { write(EventLine.ended(verdict), isLive: true) }

    /// A class for the same reason; it counts places arm by arm.
    private final class Observer: RunObserver {
        private let stream: EventStream
        private let run: String
        private let names: FleetNames
        private let isLive: Bool
        private let places = Mutex<[Arm: (events: Int, windows: Int)]>([:])

        init(stream: EventStream, run: String, names: FleetNames, isLive: Bool) {
            self.stream = stream
            self.run = run
            self.names = names
            self.isLive = isLive
        }

        func record(_ event: RunEvent, in arm: Arm) async {
            let place = places.withLock { places -> Int in
                defer { places[arm, default: (0, 0)].events += 1 }
                return places[arm]?.events ?? 0
            }
            stream.write(
                EventLine.event(event, place: place, arm: arm, run: run, names: names),
                isLive: isLive)
        }

        func record(_ window: WindowSample, in arm: Arm) async {
            let place = places.withLock { places -> Int in
                defer { places[arm, default: (0, 0)].windows += 1 }
                return places[arm]?.windows ?? 0
            }
            stream.write(
                EventLine.window(window, place: place, arm: arm, run: run, names: names),
                isLive: isLive)
        }
    }
}
