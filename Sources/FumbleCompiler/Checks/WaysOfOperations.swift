internal import FumbleDocument
internal import FumbleModel

/// Ways of requests that no request goes, that come to more than all of them, or that never end.
enum WaysOfOperations {
    static func check(_ fleet: FleetDraft, _ diagnostics: inout Diagnostics) {
        for operation in fleet.written.operations {
            checkNames(of: operation.value, fleet, &diagnostics)
            if checkShares(of: operation.value, &diagnostics) {
                checkEnds(of: operation.value, &diagnostics)
            }
        }
    }

    /// Rows of subsystems that no way leads to.
    private static func checkNames(
        of operation: WrittenOperation, _ fleet: FleetDraft, _ diagnostics: inout Diagnostics
    ) {
        let reached = reached(by: operation)
        for row in operation.then
        where !reached.contains(row.name) && fleet.names[.subsystem].contains(row.name) {
            diagnostics.report(
                .unusedName, at: row.nameSpan, "no request comes to `\(row.name)`",
                help: "a request begins at the first of `path`, and goes on as `then` says")
        }
        guard !operation.then.isEmpty else { return }
        for name in operation.path where !reached.contains(name.value) {
            diagnostics.report(
                .unusedName, at: name.span, "no request comes to `\(name.value)`",
                help: "where there is a `then`, only the first of `path` follows from it")
        }
    }

    /// - Returns: whether no row comes to more than the whole.
    private static func checkShares(
        of operation: WrittenOperation, _ diagnostics: inout Diagnostics
    ) -> Bool {
        var areFine = true
        for row in operation.then where sum(row) > .whole {
            areFine = false
            diagnostics.report(
                .outOfRange, at: row.nameSpan,
                "the ways from `\(row.name)` come to \(sum(row)), more than all requests",
                help: "what they leave over of 100% is done there")
        }
        return areFine
    }

    /// A request leaves where its ways come to less than 100 %; from everywhere it can come to, it
    /// must be able to reach such a place.
    private static func checkEnds(
        of operation: WrittenOperation, _ diagnostics: inout Diagnostics
    ) {
        var ending = operation.stations.map(\.value).filter { name in
            operation.then.first { $0.name == name }.map { sum($0) < .whole } ?? true
        }
        for _ in operation.then {
            for row in operation.then where !ending.contains(row.name) {
                let leads = row.value.contains { $0.value > .none && ending.contains($0.name) }
                if leads { ending.append(row.name) }
            }
        }
        let reached = reached(by: operation)
        guard
            let endless = operation.then.first(where: {
                reached.contains($0.name) && !ending.contains($0.name)
            })
        else { return }
        diagnostics.report(
            .outOfRange, at: endless.nameSpan,
            "a request that comes to `\(endless.name)` goes round for ever",
            help: "let the ways of some subsystem on its round come to less than 100%")
    }

    private static func reached(by operation: WrittenOperation) -> [String] {
        guard !operation.then.isEmpty, let first = operation.path.first else {
            return operation.path.map(\.value)
        }
        var reached = [first.value]
        var next = 0
        while next < reached.count {
            let row = operation.then.first { $0.name == reached[next] }
            for way in row?.value ?? [] where way.value > .none && !reached.contains(way.name) {
                reached.append(way.name)
            }
            next += 1
        }
        return reached
    }

    private static func sum(_ row: MapEntry<[MapEntry<Share>]>) -> Share {
        Share(partsPerMillion: row.value.reduce(0) { $0 + $1.value.partsPerMillion })
    }
}
