/// How far each subsystem of a server is, for the page that shows all of them.
struct ServerPhases: Equatable, Sendable {
    let items: [Item]

    struct Item: Equatable, Sendable {
        let subsystem: String
        let phase: String
    }
}

extension ServerPhases: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        items = try reader.list()
    }

    func write(to writer: inout WireWriter) { writer.write(items) }
}

extension ServerPhases.Item: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        subsystem = try reader.text()
        phase = try reader.text()
    }

    func write(to writer: inout WireWriter) {
        writer.write(subsystem)
        writer.write(phase)
    }
}
