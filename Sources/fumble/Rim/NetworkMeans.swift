internal import FumbleProcesses

/// A way in which servers on this machine can meet, by the word of the fleet file.
struct NetworkMeans: Sendable {
    let word: String
    /// nil: it can be had.
    let lack: Machine.Lack?
    /// How faults of the network are done there.
    let means: String

    static func all(_ machine: Machine) -> [NetworkMeans] {
        let netem =
            machine.hasNetem
            ? "its netem is not used, since it knows no seed" : "it has no netem"
        return [
            NetworkMeans(
                word: "loopback", lack: nil,
                means: "faults are done to what clients and servers send each other, by proxies"),
            NetworkMeans(
                word: "namespaces", lack: machine.lackOfNetworks,
                means: "faults are done to packets that the kernel hands over (NFQUEUE); \(netem)"),
        ]
    }
}
