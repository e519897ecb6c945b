import CardLink
import Testing

@Suite struct ListeningAddressTests {
    @Test(arguments: [
        ("unix:/run/card.sock", ListeningAddress.unix(path: "/run/card.sock")),
        ("\"unix:/run/a card.sock\"", .unix(path: "/run/a card.sock")),
        ("tcp:127.0.0.1:35963", .loopback(port: 35963)),
    ])
    func isRead(_ text: String, _ expected: ListeningAddress) throws {
        #expect(try ListeningAddress(parsing: text) == expected)
    }

    @Test(arguments: [
        "", "unix:", "unix:card.sock", "/run/card.sock", "tcp:0.0.0.0:35963", "tcp:192.0.2.1:1", "tcp:localhost:1",
        "tcp:127.0.0.1", "tcp:127.0.0.1:0", "tcp:127.0.0.1:65536", "tcp:127.0.0.1:1:2", "tcp::35963", "tcp:[::]:1",
        "unix:/" + String(repeating: "x", count: 107),
    ])
    func isRefused(_ text: String) {
        #expect(throws: CardLinkError.self) { try ListeningAddress(parsing: text) }
    }
}
