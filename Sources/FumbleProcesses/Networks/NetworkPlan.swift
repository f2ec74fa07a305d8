/// What is done in each network namespace, in the words of `ip -batch` and of `iptables-restore`.
struct NetworkPlan {
    let layout: Layout
    let networks: Networks

    /// A bridge with a link to each server.
    var hub: String {
        var lines = [
            "link set dev lo up", "link add name hub type bridge",
            "address add \(Networks.hubAddress) dev hub", "link set dev hub up",
        ]
        for (server, path) in paths {
            lines += [
                "link add name s\(server) type veth peer name eth0 netns \(path)",
                "link set dev s\(server) master hub up",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The other end of that link.
    func links(of server: Int) -> String {
        """
        link set dev lo up
        address add \(Networks.address(of: server))/16 dev eth0
        link set dev eth0 up

        """
    }

    /// Programs go on listening on loopback and finding the others there, at their doors: the kernel
    /// carries that to where they are. All that comes and goes by the link passes the queues.
    func rules(of server: Int) -> String {
        let doors = layout.ports.indices.flatMap { other in
            layout.doors(of: other).map { door, port in
                let host = other == server ? Loopback.host : Networks.address(of: other)
                return "-A OUTPUT -d \(Loopback.host)/32 -p tcp --dport \(door) "
                    + "-j DNAT --to-destination \(host):\(port)"
            }
        }
        let lines =
            [
                "*nat", ":PREROUTING ACCEPT [0:0]", ":OUTPUT ACCEPT [0:0]",
                ":POSTROUTING ACCEPT [0:0]",
                "-A PREROUTING -i eth0 -p tcp -j DNAT --to-destination \(Loopback.host)",
                "-A POSTROUTING -o eth0 -s 127.0.0.0/8 -j MASQUERADE",
            ] + doors + [
                "COMMIT", "*mangle", ":PREROUTING ACCEPT [0:0]", ":POSTROUTING ACCEPT [0:0]",
                "-A PREROUTING -i eth0 -j NFQUEUE --queue-num 0 --queue-bypass",
                "-A POSTROUTING -o eth0 -j NFQUEUE --queue-num 1 --queue-bypass", "COMMIT",
            ]
        return lines.joined(separator: "\n") + "\n"
    }

    private var paths: [(Int, String)] {
        layout.ports.indices.compactMap { server in
            networks.path(of: server).map { (server, $0) }
        }
    }
}
