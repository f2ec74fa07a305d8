import Foundation

/// What the machine that runs the tests must have for some of them; `scripts/test` installs it.
enum Tool {
    static let strace = has("strace")
    static let xmllint = has("xmllint")
    static let promtool = has("promtool")
    static let browser = has("chromium-headless-shell")
    static let systemd = has("systemd-analyze")
    static let crontab = has("crontab")
    static let workflows = has("check-jsonschema")
    static let cronJobs = has("kubernetes-validate")
    /// What speaks TLS, and what makes a certificate for a test.
    static let curl = has("curl") && has("openssl")
    static let isRoot = geteuid() == 0

    /// The number of a user who owns nothing.
    static let nobody = 65_534

    /// Whether `fumble` can be run by somebody who is not root: its binary must be for everybody to read.
    static let unprivileged =
        !isRoot || (has("setpriv") && isForEverybody(Checkout.binary))

    private static func isForEverybody(_ path: String) -> Bool {
        var (part, isOpen) = (URL(filePath: path).resolvingSymlinksInPath(), true)
        while isOpen, part.path() != "/" {
            let mode =
                try? FileManager.default.attributesOfItem(atPath: part.path())[
                    .posixPermissions] as? Int
            isOpen = (mode ?? 0) & 0o5 == 0o5
            part = part.deletingLastPathComponent()
        }
        return isOpen
    }

    /// Whether control groups can be made here, in version 2 or 1.
    static let groups =
        isRoot
        && ["", "/unified", "/pids", "/freezer"].contains {
            access("/sys/fs/cgroup\($0)/cgroup.procs", W_OK) == 0
        }

    /// Whether servers can have network namespaces of their own, as `fumble doctor` finds.
    static let networks = isRoot && has("ip") && has("tc") && has("iptables-restore") && hasQueues

    private static let hasQueues =
        (try? String(contentsOfFile: "/proc/net/netfilter/nfnetlink_queue", encoding: .utf8)) != nil

    static let libfaketime: Bool = {
        let libraries = (try? FileManager.default.contentsOfDirectory(atPath: "/usr/lib")) ?? []
        return libraries.contains {
            FileManager.default.fileExists(atPath: "/usr/lib/\($0)/faketime/libfaketimeMT.so.1")
        }
    }()

    /// Where a tool is missing its tests are skipped, and fail only where everything is asked for.
    static func isWanted(_ isHere: Bool) -> Bool {
        isHere || ProcessInfo.processInfo.environment["FUMBLE_EVERYTHING"] != nil
    }

    private static func has(_ program: String) -> Bool {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? ""
        return path.split(separator: ":").contains {
            FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
        }
    }
}
