import Foundation
import Testing

/// `fumble doctor`, and what a run says where the machine lacks something.
@Suite struct DoctorTests {
    @Test func everyKindIsListed() async throws {
        let scene = try Scene()
        let ended = try await scene.fumble("doctor")
        #expect(ended.status == 0)
        #expect(ended.stderr == "")
        let reference = try await scene.fumble("reference", "fault")
        let kinds = reference.stdout.matches(of: /(?m)^([a-z-]+) \(fault\)/).map { String($0.1) }
        #expect(kinds.count >= 20)
        let faults = ended.stdout.split(separator: "\n\n").first ?? ""
        let listed = faults.split(separator: "\n").dropFirst()
            .filter { !$0.hasPrefix(" ") }.map { String($0.prefix { $0 != " " }) }
        #expect(listed == kinds)
    }

    @Test func whatIsFoundOfARunIsSaid() async throws {
        let scene = try Scene()
        let ended = try await scene.fumble("doctor")
        let last = ended.stdout.split(separator: "\n\n").last ?? ""
        let (word, means) =
            Tool.groups
            ? ("yes", "version [12]: what servers") : ("(yes|no)", "(version|this user)")
        #expect(
            try last.contains(
                Regex("^left behind     processes\ncontrol groups  \(word)\n  \(means)")), "\(last)"
        )
    }

    @Test func whatIsMissingIsNamedWithItsPackage() async throws {
        let scene = try Scene()
        let ended = try await scene.fumble(
            "doctor", "--format", "json", environment: ["PATH": "/nonexistent"])
        #expect(ended.status == 0)
        let one = try #require(
            ended.stdout.firstMatch(of: /(?s)"fault": "syscall-error",.*?"processes": \{(.*?)\}/)?.1
        )
        #expect(one.contains("\"possible\": false"))
        #expect(one.contains("\"reason\": \"it lacks `strace`\""))
        #expect(one.contains("\"strace\""))
    }

    @Test func aRunIsRefusedAtTheStepThatNeedsIt() async throws {
        let scene = try Scene()
        try RealProcessesTests.write(
            to: scene, run: "[/bin/sh, -c, \"exit 0\"]",
            step: "{at: 10s, fault: {slow-disk: {of: pages, by: 5ms}}, for: 5s}")
        let ended = try await scene.run(
            Checkout.binary, ["run", "drill.yaml", "--on", "processes"],
            environment: ["PATH": "/nonexistent"])
        #expect(ended.status == 69)
        #expect(
            ended.stderr.contains(
                "`slow-disk` cannot be done on this machine: it lacks `strace`; `apt-get install strace`"
            ), "\(ended.stderr)")
        #expect(ended.stderr.contains("drill.yaml:5:"))
    }
}
