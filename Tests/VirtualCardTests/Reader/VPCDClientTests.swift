import SmartCard
import Testing
import VirtualCard

/// What needs no reader; the rest is tested through pcscd.
@Suite struct VPCDClientTests {
    private struct AnyCard: EmulatedCard {
        var answerToReset: [UInt8] { [0x3B, 0x00] }
        func powerOn() {}
        func powerOff() {}
        func reset() {}
        func process(_ command: [UInt8]) -> CardAction { .leave }
    }

    @Test(arguments: [
        ("unix:/tmp/a.sock", ReaderAddress.unix(path: "/tmp/a.sock")),
        ("/tmp/a.sock", .unix(path: "/tmp/a.sock")),
        ("tcp:127.0.0.1:35963", .loopback(port: 35963)),
    ])
    func anAddress(_ text: String, _ expected: ReaderAddress) {
        #expect(ReaderAddress(parsing: text) == expected)
    }

    @Test(arguments: ["", "a.sock", "unix:a.sock", "tcp:192.0.2.1:1", "tcp:127.0.0.1:0", "tcp:127.0.0.1:65536"])
    func noAddress(_ text: String) {
        #expect(ReaderAddress(parsing: text) == nil)
    }

    @Test(arguments: [
        ReaderAddress.unix(path: "/nonexistent/reader.sock"), .loopback(port: 1),
        .unix(path: "/" + String(repeating: "x", count: 200)),
    ])
    func noReader(_ address: ReaderAddress) async {
        let error = await #expect(throws: SmartCardError.self) { try await VPCDClient(address).insert(AnyCard()) }
        #expect(error?.code == .noReader && error?.message.contains("\(address)") == true)
    }
}
