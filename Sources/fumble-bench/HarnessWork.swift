import FumbleCatalog
import FumbleCompiler
import FumbleDocument
import FumbleModel
import FumbleProcesses
import Glibc

/// What it takes to run a fleet of real processes: how soon it is ready, how soon a death is noticed,
/// how late a due moment comes, and what the runner itself takes of a core while nothing happens.
///
/// Prints one line of JSON; times in microseconds.
struct HarnessWork {
    private let fleet: String
    private let keeper: String
    private let folder: String
    private let deaths: Int
    private let seconds: Int

    /// - Parameter words: `harness FLEET KEEPER FOLDER DEATHS SECONDS`; the keeper is the fumble whose
    ///   hidden option keeps servers.
    init?(_ words: [String]) {
        let numbers = words.suffix(2).compactMap { Int($0) }
        guard words.count == 6, words[0] == "harness", numbers.count == 2,
            numbers.allSatisfy({ (1...10_000).contains($0) })
        else { return nil }
        (fleet, keeper, folder) = (words[1], words[2], words[3])
        (deaths, seconds) = (numbers[0], numbers[1])
    }

    func run() async -> Bool {
        guard let compiled = compile() else { return true }
        let host = KeptHost(
            compiled.fleet, topology: compiled.topology, seed: 1,
            keeperCommand: [keeper, "--keep-servers"], folder: folder, base: base,
            environment: Environment.variables, path: Environment.path,
            needs: HostNeeds(for: []), logs: ServerLogs())
        do throws(FleetError) {
            let begun = Self.now()
            try await host.open()
            let ready = Self.now() - begun
            let resting = try await rest(host)
            let noticed = try await kill(host, of: compiled.topology)
            let closing = Self.now()
            try await host.close()
            print(
                "{\"servers\": \(compiled.topology.serverCount), \"ready-us\": \(ready), "
                    + "\"closed-us\": \(Self.now() - closing), \"resting\": \(resting), "
                    + "\"noticed-us\": \(noticed)}")
        } catch {
            print(error)
            do throws(FleetError) { try await host.close() } catch { print(error) }
        }
        return true
    }

    private var base: String {
        fleet.lastIndex(of: "/").map { String(fleet[..<$0]) } ?? "."
    }

    private func compile() -> CompiledFleet? {
        guard let bytes = WholeFile.bytes(of: fleet) else {
            print("\(fleet) cannot be read")
            return nil
        }
        let compiler = Compiler(catalog: .standard()) { _ in
            .failure(Compiler.LoadFailure(reason: "a fleet stands alone"))
        }
        switch compiler.compileFleet(bytes, path: fleet, on: .processes) {
        case .success(let compiled): return compiled
        case .failure(let mistakes):
            for diagnostic in mistakes.diagnostics.sorted { print(diagnostic.message) }
            return nil
        }
    }

    /// Waits for due moments while nothing happens: how late each came, and the runner's own time.
    private func rest(_ host: KeptHost) async throws(FleetError) -> String {
        let (before, begun) = (Self.processorTime(), Self.now())
        var late: [TimeSpan] = []
        var due = await host.now()
        for _ in 0..<(seconds * Self.momentsPerSecond) {
            due = due + .milliseconds(1_000 / Int64(Self.momentsPerSecond))
            while await host.now() < due { _ = try await host.happenings(until: due) }
            late.append(await host.now() - due)
        }
        let lasted = Self.now() - begun
        let share = Double(Self.processorTime() - before) / Double(lasted)
        return "{\"late-us\": \(Self.quantiles(late)), \"processor\": \(share)}"
    }

    private static let momentsPerSecond = 20

    /// Kills servers one after the other: the time from the signal to the news of it.
    private func kill(_ host: KeptHost, of topology: Topology) async throws(FleetError) -> String {
        var noticed: [TimeSpan] = []
        for server in 0..<min(deaths, topology.serverCount) {
            let sent = await host.now()
            try await host.kill([ServerID(server)])
            var news: Instant?
            while news == nil {
                let now = await host.now()
                for happening in try await host.happenings(until: now + .seconds(1)) {
                    if case .ended = happening.what, happening.server.index == server {
                        news = await host.now()
                    }
                }
            }
            noticed.append((news ?? sent) - sent)
        }
        return Self.quantiles(noticed)
    }

    /// The median, the 99th percentile and the longest, in microseconds.
    private static func quantiles(_ lengths: [TimeSpan]) -> String {
        guard let spread = LengthSpread(lengths) else { return "[]" }
        return "\([spread.p50, spread.p99, spread.longest].map(\.microseconds))"
    }

    /// By the machine's monotonic clock, in microseconds.
    private static func now() -> Int64 {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000
    }

    /// Of this process, in microseconds, in its own code and in the kernel's.
    private static func processorTime() -> Int64 {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        let seconds = Int64(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
        return seconds * 1_000_000 + Int64(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec)
    }
}
