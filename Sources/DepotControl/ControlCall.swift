import NIOCore
import NIOPosix

/// One request, asked of a control plane.
package enum ControlCall {
    /// Asks, and hands on each answer as it comes.
    ///
    /// - Returns: what it came to; nil: nobody was reached.
    package static func ask(
        _ request: Request, at address: DoorAddress, hear: (Answer) -> Void
    ) async -> LineStatus? {
        let channel: NIOAsyncChannel<ByteBuffer, ByteBuffer>
        do {
            channel = try await ClientBootstrap(group: .singletonMultiThreadedEventLoopGroup)
                .connect(to: try address.socketAddress()) { channel in
                    channel.eventLoop.makeCompletedFuture {
                        try NIOAsyncChannel(wrappingChannelSynchronously: channel)
                    }
                }
        } catch {
            return nil
        }
        var hearing = Hearing()
        do {
            try await channel.executeThenClose { inbound, outbound in
                try await outbound.write(ByteBuffer(bytes: Wire.bytes(of: request)))
                for try await piece in inbound {
                    for answer in hearing.take(piece.readableBytesView) { hear(answer) }
                    if hearing.isOver { return }
                }
            }
        } catch {
            // It went away before it had said all, or after: which of both is known below.
        }
        if let status = hearing.status { return status }
        hear(.complained("the control plane went away; what it did until then is done"))
        return .unavailable
    }

    /// The answers so far.
    private struct Hearing {
        private var bytes: [UInt8] = []
        private(set) var status: LineStatus?
        private var isNonsense = false

        var isOver: Bool { status != nil || isNonsense }

        mutating func take(_ piece: ByteBufferView) -> [Answer] {
            bytes += piece
            var answers: [Answer] = []
            while let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
                let answer = Wire.answer(String(decoding: bytes[..<end], as: UTF8.self))
                bytes.removeSubrange(...end)
                guard let answer else {
                    isNonsense = true
                    return answers
                }
                if case .ended(let status) = answer { self.status = status }
                answers.append(answer)
            }
            if bytes.count > Wire.longestAnswer { isNonsense = true }
            return answers
        }
    }
}
