import Testing

@testable import DepotControl

@Suite struct DoorAddressTests {
    @Test func aPortOfThisMachineOrASocket() {
        #expect(DoorAddress("127.0.0.1:7070") == .port(7070))
        #expect(DoorAddress("127.0.0.1:0") == .port(0))
        #expect(DoorAddress("/tmp/depot/control.sock") == .path("/tmp/depot/control.sock"))
        #expect(DoorAddress("control.sock") == .path("control.sock"))
    }

    @Test(arguments: ["", "127.0.0.1:", "127.0.0.1:70000", "0.0.0.0:80", "example.com:80", ":80"])
    func whatIsNeitherIsNone(text: String) {
        #expect(DoorAddress(text) == nil)
    }
}
