import FumbleModel
import Testing

@testable import FumbleProcesses

/// What is done in network namespaces, as text: whether the kernel does it, tests with real ones say.
@Suite struct NetworkPlanTests {
    private func plan() -> NetworkPlan {
        let position = SourcePosition(file: "f.yaml", line: 1, column: 1)
        let program = ProgramSpec(
            group: 0, position: position, run: [], environment: [], files: [], ports: ["client"],
            ready: .init(sign: .accepts(port: "client"), within: .seconds(1)), serves: nil,
            stop: .init(signal: .terminate, within: .seconds(1)))
        let spec = ProcessFleetTests.spec(
            processes: ProcessesSpec(programs: [program], asks: [], namespaces: position))
        var pool = PortPool(salt: 1)
        let layout = Layout(
            spec, topology: Topology(spec), folder: "/f", seed: 1, isProxied: false, pool: &pool)
        return NetworkPlan(layout: layout, networks: Networks())
    }

    @Test func eachServerHasAnAddressOfItsOwn() {
        #expect(Networks.address(of: 0) == "198.18.0.2")
        #expect(Networks.address(of: 253) == "198.18.0.255")
        #expect(Networks.address(of: 254) == "198.18.1.0")
        #expect(Networks.address(of: ProcessesSpec.mostServers) == "198.18.3.234")
    }

    /// A server finds itself on its own loopback, and the others where they are.
    @Test func doorsLeadToTheirServers() throws {
        let plan = plan()
        let rules = plan.rules(of: 1).split(separator: "\n").map(String.init)
        for server in plan.layout.servers(of: 0) {
            let (door, port) = try #require(plan.layout.doors(of: server).first)
            #expect(door != port)
            let host = server == 1 ? "127.0.0.1" : Networks.address(of: server)
            #expect(
                rules.contains(
                    "-A OUTPUT -d 127.0.0.1/32 -p tcp --dport \(door) -j DNAT "
                        + "--to-destination \(host):\(port)"))
        }
        #expect(rules.count { $0.contains("NFQUEUE") && $0.hasSuffix("--queue-bypass") } == 2)
    }

    @Test func serversWithoutNamespacesAreStartedWhereTheKeeperIs() throws {
        let own = plan().layout
        #expect(own.launch(of: 1, environment: [])?.network == 1)
        var pool = PortPool(salt: 1)
        let spec = ProcessFleetTests.spec(
            processes: ProcessesSpec(programs: own.spec.processes?.programs ?? [], asks: []))
        let layout = Layout(
            spec, topology: Topology(spec), folder: "/f", seed: 1, isProxied: false, pool: &pool)
        #expect(try #require(layout.launch(of: 1, environment: [])).network == nil)
    }
}
