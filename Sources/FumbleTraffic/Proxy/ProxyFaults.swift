/// All that is wrong with a proxy's path at one time.
package struct ProxyFaults: Sendable, Hashable {
    package var toServer: LinkFaults
    package var toClient: LinkFaults
    package var partition: Partition?

    package init(
        toServer: LinkFaults = .none, toClient: LinkFaults = .none, partition: Partition? = nil
    ) {
        self.toServer = toServer
        self.toClient = toClient
        self.partition = partition
    }

    package static let none = ProxyFaults()

    /// Nothing passes in either direction: no byte, no end of a connection, no reset. Senders are
    /// blocked once the kernel's buffers are full. When healed, all of it passes, in order.
    package enum Partition: Sendable, Hashable, CaseIterable {
        /// A new connection is taken by the kernel and then hears nothing, as behind a firewall that
        /// drops; when healed it is connected through.
        case newConnectionsHang
        /// A new connection is refused by the kernel, as by one that rejects.
        case newConnectionsRefused
    }

    var mistake: WrongSetting? {
        toServer.mistake(in: "toServer") ?? toClient.mistake(in: "toClient")
    }
}
