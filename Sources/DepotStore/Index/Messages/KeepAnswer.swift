/// What an index server answers when it is asked to keep a record.
enum KeepAnswer: Equatable, Sendable {
    /// It is on disk; what it took the place of, if that had bytes.
    case kept(displaced: Location?)
    /// It has a version as high or higher, this one.
    case stale(Version)
}

extension KeepAnswer: WireValue {
    init(from reader: inout WireReader) throws(WireReader.Malformed) {
        self =
            try reader.bool()
            ? .kept(displaced: try reader.optional()) : .stale(try reader.value())
    }

    func write(to writer: inout WireWriter) {
        switch self {
        case .kept(let displaced):
            writer.write(true)
            writer.write(displaced)
        case .stale(let version):
            writer.write(false)
            writer.write(version)
        }
    }
}
