internal import FumbleDocument
internal import FumbleModel

/// How clients ask an operation on real servers, as a fleet file writes it: by HTTP, or in another
/// language that is named.
enum WrittenClient: Sendable {
    case http(WrittenAsk)
    case resp(WrittenRESPAsk)

    /// What holds one mapping and nothing else is a language, rightly spelt or not.
    static let shape = Shape<WrittenClient>(
        .anyOf([http.description, other.description])
    ) { node, reading in
        let entries = node.entries ?? []
        let isOther = entries.count == 1 && entries.first?.value.entries != nil
        return (isOther ? other : http).read(node, &reading)
    }

    private static let http = Shape.record(WrittenAsk.record).map { WrittenClient.http($0) }
    private static let other = Shape<Chosen<WrittenRESPAsk>>.kind(WrittenRESPAsk.kinds)
        .map { WrittenClient.resp($0.value) }
}

/// Writes by RESP through Sentinels, as a fleet file writes them.
struct WrittenRESPAsk: Sendable {
    let sentinels: Located<String>
    let port: Located<String>
    let name: String
    let keys: Int

    static let kinds = KindList<WrittenRESPAsk>(
        "client",
        [
            Kind(
                "resp",
                summary: """
                    Clients SET keys by RESP, each time to another value, at the primary that Sentinels \
                    name; what was acknowledged is read back at the end.
                    """,
                example: "resp: {sentinels: sentinel, port: client, name: store}",
                Field(
                    "sentinels", Shape<String>.name.located,
                    "the group whose servers are asked who the primary is, one after the other"),
                Field("port", Shape<String>.name.located, "one of their ports"),
                Field<String>("name", .name, "what they call the primary"),
                Field<Int>.defaulted(
                    "keys", .integer(in: 1...WrittenAsk.mostKeys), to: usualKeys,
                    written: "100000",
                    "how many keys there are, each written again and again; of writes to one key "
                        + "only the last can be found lost"),
                make: WrittenRESPAsk.init)
        ])

    private static let usualKeys = 100_000
}
