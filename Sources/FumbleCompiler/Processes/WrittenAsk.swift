internal import FumbleDocument
internal import FumbleModel

/// How clients ask an operation on real servers, as a fleet file writes it.
struct WrittenAsk: Sendable {
    let group: Located<String>
    let port: Located<String>
    let method: AskSpec.Method
    let path: PlacedText
    let keys: Int
    let body: ByteCount
    let before: [PlacedText]

    static let mostKeys = 10_000_000
    /// The largest content of one request.
    static let largestBody = ByteCount(bytes: 8 << 20)

    static let record = Record(
        "ask", summary: "How clients ask an operation by HTTP, one server after the other.",
        Field("of", Shape<String>.name.located, "the group whose servers are asked"),
        Field("port", Shape<String>.name.located, "one of their ports"),
        Field<AskSpec.Method>.defaulted("method", .word, to: .get, written: "GET", "the method"),
        Field<PlacedText>(
            "path", ReadinessKinds.path, "the path; `{number}` in it is the number of the request"),
        Field<Int>.defaulted(
            "keys", .integer(in: 1...mostKeys), to: 1_000, written: "1000",
            "how many numbers there are, each used again and again"),
        Field<ByteCount>.defaulted(
            "body", size, to: ByteCount(bytes: 0), written: "0 B", "content that is sent"),
        Field<[PlacedText]>.defaulted(
            "before", Shape.list(of: ReadinessKinds.path).orElse([]), to: [], written: "[]",
            "paths that are PUT once, empty, before clients begin; what is asked by PUT is then PUT "
                + "once for every key"),
        make: WrittenAsk.init)

    private static let size = Shape<ByteCount>.byteCount.checked { size in
        size > largestBody
            ? ScalarMistake(.outOfRange, "must be at most 8 MiB", help: "write `1 kB`") : nil
    }
}
