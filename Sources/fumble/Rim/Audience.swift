internal import FumbleCompiler
internal import FumbleModel
internal import FumbleReport

/// Those who watch runs as they go: the terminal, and the file that `--events` names.
struct Audience {
    private let isShown: Bool
    private let stream: EventStream?

    static let nobody = Audience(isShown: false, stream: nil)

    init(isShown: Bool, stream: EventStream?) {
        self.isShown = isShown
        self.stream = stream
    }

    /// Runs something that is watched; the terminal is as before when it is over.
    func watch<Result>(
        _ compiled: CompiledExperiment, as header: RunHeader,
        _ body: ([any RunObserver]) async -> Result
    ) async -> Result {
        var observers: [any RunObserver] = []
        let view =
            isShown
            ? LiveView(
                LiveCourse(
                    compiled.plan, topology: compiled.topology, fleetKind: header.fleetKind,
                    seed: header.seed),
                isSimulated: header.fleetKind == FleetKind.simulated.rawValue) : nil
        if let view { observers.append(view) }
        if let stream { observers.append(stream.observer(of: header, plan: compiled.plan)) }
        let result = await body(observers)
        view?.finish()
        return result
    }

    func tell(_ verdict: Verdict) { stream?.end(verdict) }
}
