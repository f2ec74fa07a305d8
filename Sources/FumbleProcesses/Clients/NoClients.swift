package import FumbleModel

/// Nobody whom fumble starts: whoever asks the fleet comes by themselves.
package struct NoClients: FleetClients {
    package init() {}

    package func open() async throws(FleetError) {}
    package func offer(_ operation: OperationID, factor: Double) async {}
    package func note(_ server: ServerID, serves: Bool) async {}
    package func closeWindow(at end: Instant) async -> [OperationSample] { [] }
    package func readBack() async -> WritesRead? { nil }
    package func record() async -> LoadRecord? { nil }
    package func answers(of operation: OperationID, since: Instant) async -> ClientAnswers? { nil }
    package func close() async {}
}
