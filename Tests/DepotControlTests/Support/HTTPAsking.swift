import NIOCore
import NIOPosix

/// One HTTP request, and the status it is answered with.
enum HTTPAsking {
    /// - Returns: nil: there was no answer.
    static func status(
        _ method: String, _ path: String, port: Int, body: String = ""
    ) async throws -> Int? {
        let channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
            .connect(host: "127.0.0.1", port: port) { channel in
                channel.eventLoop.makeCompletedFuture {
                    try NIOAsyncChannel<ByteBuffer, ByteBuffer>(
                        wrappingChannelSynchronously: channel)
                }
            }
        return try await channel.executeThenClose { inbound, outbound in
            let head =
                "\(method) \(path) HTTP/1.1\r\nHost: depot\r\nConnection: close\r\n"
                + "Content-Length: \(body.utf8.count)\r\n\r\n"
            try await outbound.write(ByteBuffer(string: head + body))
            var bytes: [UInt8] = []
            for try await piece in inbound {
                bytes += piece.readableBytesView
                if bytes.contains(UInt8(ascii: "\n")) { break }
            }
            let words = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            return words.count > 1 ? Int(words[1]) : nil
        }
    }
}
