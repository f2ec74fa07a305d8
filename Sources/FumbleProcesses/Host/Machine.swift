import CKeeper
package import FumbleModel
import Glibc

/// What this machine has of what faults need, found out by trying.
package struct Machine: Sendable {
    let folders: [String]

    /// Something that a fault needs and this machine lacks.
    package struct Lack: Sendable, Hashable {
        /// As it follows "cannot be done on this machine: ".
        package let reason: String
        /// Debian's packages that have it; empty: none would help.
        package let packages: [String]

        package init(reason: String, packages: [String] = []) {
            self.reason = reason
            self.packages = packages
        }
    }

    /// - Parameter path: the folders where programs are looked for, with colons.
    package init(path: String) {
        folders = path.split(separator: ":").map(String.init)
    }

    /// - Returns: nil: the command can be done to processes of this machine.
    package func lack(for command: FleetCommand) -> Lack? {
        guard case .burden(_, let trouble) = command else { return nil }
        return switch trouble {
        case .configDrift: nil
        case .syscallError, .slowDisk: lackOfTracing
        case .diskFull: lackOfDisks
        case .memoryPressure: lackOfMemoryGroups
        case .clockSkew: lackOfClocks
        }
    }

    /// The version of control groups in which a run can be; nil: this user can make none.
    package var versionOfRunGroups: Int? { RunGroup.find()?.version }

    /// Where a program is; nil: nowhere.
    func program(_ name: String) -> String? {
        folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// What keeps servers from having network namespaces of their own; nil: they can.
    package var lackOfNetworks: Lack? {
        for (name, package) in [("ip", "iproute2"), ("iptables-restore", "iptables")] {
            guard program(name) != nil else {
                return Lack(reason: "it lacks `\(name)`", packages: [package])
            }
        }
        let trials: [(words: String, lack: String)] = [
            ("ip link add name a type veth peer name b", "pairs of virtual links (veth)"),
            ("ip link add name a type bridge", "bridges"),
            ("iptables -t nat -A OUTPUT -p tcp -j DNAT --to-destination 127.0.0.1", "NAT"),
            (
                "iptables -t mangle -A POSTROUTING -j NFQUEUE --queue-num 0 --queue-bypass",
                "queues of packets for programs (NFQUEUE)"
            ),
        ]
        for (words, lack) in trials {
            switch tryApart(words) {
            case 0: continue
            case let failure? where failure < 0:
                return Lack(
                    reason: "this user can make no network namespace (\(Keeper.words(-failure))), "
                        + "root can")
            default: return Lack(reason: "its kernel has no \(lack)")
            }
        }
        return nil
    }

    /// Whether the kernel itself can delay and lose packets, by `tc`.
    package var hasNetem: Bool {
        tryApart("tc qdisc add dev lo root netem delay 1ms") == 0
    }

    /// Runs a program in a network namespace that is gone afterwards.
    ///
    /// - Returns: its exit status; below 0: `-errno` of what kept it from that; nil: it is not there.
    private func tryApart(_ line: String) -> Int32? {
        let words = line.split(separator: " ").map(String.init)
        guard let path = words.first.flatMap({ program($0) }) else { return nil }
        var arguments: [UnsafeMutablePointer<CChar>?] =
            ([path] + words.dropFirst()).map { strdup($0) } + [nil]
        defer { for word in arguments { free(word) } }
        return keeper_try_apart(&arguments)
    }

    private var lackOfTracing: Lack? {
        guard program("strace") != nil else {
            return Lack(reason: "it lacks `strace`", packages: ["strace"])
        }
        // 0: whoever has the same user; 1, 2: root alone, for what is no child; 3: nobody.
        let scope = Self.number(in: "/proc/sys/kernel/yama/ptrace_scope") ?? 0
        guard scope < 3, scope == 0 || geteuid() == 0 else {
            return Lack(reason: "the kernel lets no process be traced by this user", packages: [])
        }
        return nil
    }

    /// Whether a disk in memory can be mounted that a program then has for its own.
    var mountsDisks: Bool { lackOfDisks == nil }

    private var lackOfDisks: Lack? {
        let failure = keeper_can_mount()
        guard failure != 0 else { return nil }
        return Lack(
            reason: "this user cannot mount a disk in memory (\(Keeper.words(failure))), root can",
            packages: [])
    }

    private var lackOfMemoryGroups: Lack? {
        MemoryGroups.find() != nil
            ? nil
            : Lack(
                reason: "no control group that bounds memory can be made by this user", packages: []
            )
    }

    private var lackOfClocks: Lack? {
        guard Self.clockLibrary != nil else {
            return Lack(reason: "it lacks `libfaketime`", packages: ["libfaketime"])
        }
        return program("date") == nil
            ? Lack(reason: "it lacks `date`", packages: ["coreutils"]) : nil
    }

    /// Where `libfaketime` is, as distributions lay it; nil: nowhere.
    static let clockLibrary: String? = {
        var found = glob_t()
        defer { globfree(&found) }
        for pattern in ["/usr/lib/*/faketime", "/usr/lib64/faketime", "/usr/local/lib/faketime"] {
            guard glob("\(pattern)/libfaketimeMT.so.1", 0, nil, &found) == 0 else { continue }
            if let first = found.gl_pathv[0] { return String(cString: first) }
        }
        return nil
    }()

    static func number(in path: String) -> Int? {
        ServerFiles.bytes(of: path, from: 0).flatMap { bytes in
            Int(String(decoding: bytes, as: UTF8.self).prefix { $0.isNumber })
        }
    }
}
