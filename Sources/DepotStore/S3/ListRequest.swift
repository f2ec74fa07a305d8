/// Which part of a bucket is to be listed, and how, in the first or the second version of the question.
struct ListRequest: Equatable, Sendable {
    let isSecondVersion: Bool
    let prefix: String
    let delimiter: String
    /// The list begins after this name.
    let after: String
    let limit: Int
    /// Whether names in the answer are to be percent-encoded.
    let encodesNames: Bool
    let startAfter: String
    let token: String?

    private static let largestPage = 1000

    init(_ query: Query) throws(S3Error) {
        isSecondVersion = query["list-type"] == "2"
        prefix = query["prefix"] ?? ""
        delimiter = query["delimiter"] ?? ""
        encodesNames = query["encoding-type"] == "url"
        let isFirst = query["list-type"] != "2"
        startAfter = query[isFirst ? "marker" : "start-after"] ?? ""
        token = isFirst ? nil : query["continuation-token"]
        let position = try token.map(Self.position)
        after = position ?? startAfter
        guard let limit = Int(query["max-keys"] ?? "\(Self.largestPage)"), limit >= 0 else {
            throw .invalidArgument("max-keys")
        }
        self.limit = min(limit, Self.largestPage)
    }

    /// A token is the last name in base 16: clients must take it for something of ours.
    static func token(after name: String) -> String { Hexadecimal.text(of: name.utf8) }

    private static func position(of token: String) throws(S3Error) -> String {
        var bytes: [UInt8] = []
        var rest = token[...]
        while !rest.isEmpty {
            guard rest.count > 1, let byte = UInt8(rest.prefix(2), radix: 16) else {
                throw .invalidArgument("continuation-token")
            }
            bytes.append(byte)
            rest = rest.dropFirst(2)
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
