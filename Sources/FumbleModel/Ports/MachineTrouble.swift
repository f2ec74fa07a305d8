/// What is wrong with something that a server stands on.
package enum MachineTrouble: Sendable, Hashable {
    /// A file that it read when it started is now another: the next start meets that one.
    case configDrift(file: String, from: String, to: String)
    /// Every so-many-th system call of one name fails with an error.
    case syscallError(call: String, error: String, every: Int)
    /// Each system call that reaches for the disk takes so much longer.
    case slowDisk(by: TimeSpan)
    /// The disk it keeps its files on has no byte left; in all it has so many.
    case diskFull(of: ByteCount)
    /// It gets no more memory than it has now and so much.
    case memoryPressure(headroom: ByteCount)
    /// Its clock of the time of day is so much ahead, or behind if less than nothing.
    case clockSkew(by: TimeSpan)

    /// The fault's word.
    package var word: String {
        switch self {
        case .configDrift: "config-drift"
        case .syscallError: "syscall-error"
        case .slowDisk: "slow-disk"
        case .diskFull: "disk-full"
        case .memoryPressure: "memory-pressure"
        case .clockSkew: "clock-skew"
        }
    }

    /// Whether it is done by a tracer, of which a process has one at a time.
    package var needsTracer: Bool {
        switch self {
        case .syscallError, .slowDisk: true
        case .configDrift, .diskFull, .memoryPressure, .clockSkew: false
        }
    }

    /// What a fleet that is made of values would need for it; nil: it can do it.
    var lacksOnSimulated: String? {
        switch self {
        case .configDrift: nil
        case .syscallError: "system calls"
        case .slowDisk, .diskFull: "disks"
        case .memoryPressure: "memory"
        case .clockSkew: "clocks"
        }
    }
}
