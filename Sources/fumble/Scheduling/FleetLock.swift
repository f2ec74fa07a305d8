internal import FumbleCompiler
internal import Glibc
internal import SystemPackage

/// That a run has a fleet to itself; given up when the process ends, however it does.
struct FleetLock {
    private let descriptor: FileDescriptor

    enum Refusal: Error {
        /// In the words of who holds it.
        case held(by: String)
        case unable(Errno)
    }

    /// Takes the fleet, or says who has it.
    ///
    /// - Parameter who: for those who come later.
    init(_ fleet: String, for who: String) throws(Refusal) {
        do {
            let path = try StateFolder.file("fleets", for: fleet, ending: ".lock")
            let file = try FileDescriptor.open(
                FilePath(path), .readWrite, options: [.create, .closeOnExec],
                permissions: [.ownerReadWrite])
            guard flock(file.rawValue, LOCK_EX | LOCK_NB) == 0 else {
                let error = Errno(rawValue: errno)
                let holder = try Files.read(path)
                try file.close()
                guard error == .wouldBlock else { throw error }
                throw Refusal.held(by: String(decoding: holder, as: UTF8.self))
            }
            guard ftruncate(file.rawValue, 0) == 0 else { throw Errno(rawValue: errno) }
            try file.writeAll(who.utf8)
            descriptor = file
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .unable(error as? Errno ?? .ioError)
        }
    }

    func release() {
        // A program that is being started may have the descriptor too for an instant, and with it the lock.
        flock(descriptor.rawValue, LOCK_UN)
        // What cannot be closed is given up when the process ends.
        try? descriptor.close()
    }
}

/// That a run has all of its fleets to itself.
struct FleetLocks {
    private var locks: [FleetLock] = []

    struct Refused: Error, CustomStringConvertible {
        let fleet: String
        let refusal: FleetLock.Refusal

        var description: String {
            switch refusal {
            case .held(let holder): "another run is on \(fleet): \(holder)"
            case .unable(let error): "cannot lock the fleet \(fleet): \(error)"
            }
        }

        var status: ExitStatus {
            switch refusal {
            case .held: .stopped
            case .unable: .unrecorded
            }
        }
    }

    /// Of no fleet.
    init() {}

    /// Takes all of them, or none, and says who has the first that is not free.
    ///
    /// - Parameter who: for those who come later.
    init(_ fleets: [String], for who: String) throws(Refused) {
        for fleet in fleets {
            do throws(FleetLock.Refusal) {
                locks.append(try FleetLock(fleet, for: who))
            } catch {
                release()
                throw Refused(fleet: fleet, refusal: error)
            }
        }
    }

    func release() {
        for lock in locks { lock.release() }
    }

    /// The files that stand for the fleets that experiments act on, each once, sorted.
    static func fleets(of experiments: [CompiledExperiment]) -> [String] {
        Set(experiments.map { ($0.fleet ?? $0.experiment).path }).sorted()
    }
}
