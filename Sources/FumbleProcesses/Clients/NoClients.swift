package import FumbleModel

/// Nobody whom fumble starts: whoever asks the fleet comes by themselves.
package struct NoClients: FleetClients {
    package init() {}

    package func open() async throws(FleetError) {}
    package func offer(_ operation: OperationID, factor: Double) async {}
    package func note(_ server: ServerID, serves: Bool) async {}
    package func closeWindow(at end: Instant) async -> [OperationSample] { [] }
    package func close() async {}
}
