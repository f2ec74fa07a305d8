package import FumbleModel

/// Clients of several sorts as one: each operation is asked by one of them.
package struct AllClients: FleetClients {
    private let sorts: [any FleetClients]

    package init(_ sorts: [any FleetClients]) {
        self.sorts = sorts
    }

    package func open() async throws(FleetError) {
        for sort in sorts { try await sort.open() }
    }

    package func offer(_ operation: OperationID, factor: Double) async {
        for sort in sorts { await sort.offer(operation, factor: factor) }
    }

    package func note(_ server: ServerID, serves: Bool) async {
        for sort in sorts { await sort.note(server, serves: serves) }
    }

    package func closeWindow(at end: Instant) async -> [OperationSample] {
        var sum: [OperationSample] = []
        for sort in sorts {
            let own = await sort.closeWindow(at: end)
            sum = sum.isEmpty ? own : zip(sum, own).map { $0.adding($1) }
        }
        return sum
    }

    package func readBack() async -> WritesRead? {
        var all: WritesRead?
        for sort in sorts {
            guard let read = await sort.readBack() else { continue }
            all = all?.adding(read) ?? read
        }
        return all
    }

    package func record() async -> LoadRecord? {
        var all: LoadRecord?
        for sort in sorts {
            guard let record = await sort.record() else { continue }
            all = all?.adding(record) ?? record
        }
        return all
    }

    package func answers(of operation: OperationID, since: Instant) async -> ClientAnswers? {
        for sort in sorts {
            if let answers = await sort.answers(of: operation, since: since) { return answers }
        }
        return nil
    }

    package func close() async {
        for sort in sorts { await sort.close() }
    }
}

extension OperationSample {
    fileprivate func adding(_ other: OperationSample) -> OperationSample {
        OperationSample(
            offered: offered + other.offered, answered: answered + other.answered,
            attempts: attempts + other.attempts)
    }
}

extension LoadRecord {
    /// Of the lateness of both the longer: lengths that are spread cannot be added up.
    fileprivate func adding(_ other: LoadRecord) -> LoadRecord {
        LoadRecord(
            lateness: lateness.p99 < other.lateness.p99 ? other.lateness : lateness,
            operations: (operations + other.operations).sorted { $0.operation < $1.operation })
    }
}
