import CardLink
import ReaderModels
import Testing

@Suite struct DeviceNameTests {
    @Test func theShortestForm() throws {
        let name = try DeviceName(parsing: "unix:/run/card.sock")
        #expect(name.address == .unix(path: "/run/card.sock") && name.access == .owner && name.model == .plain)
    }

    @Test func everyOption() throws {
        let name = try DeviceName(parsing: "\"unix:/run/a card.sock?mode=0660&group=chip&model=acr122u\"")
        #expect(name.address == .unix(path: "/run/a card.sock"))
        #expect(name.access.mode == 0o660 && name.access.group == "chip")
        #expect(name.model == ReaderModel.named("acr122u"))
        #expect(try DeviceName(parsing: "tcp:127.0.0.1:35963?model=omnikey").model.name == "omnikey")
    }

    @Test(arguments: [
        "", "?", "unix:?mode=0660", "/run/x?model=plain", "unix:/x?", "unix:/x?mode", "unix:/x?mode=",
        "unix:/x?mode=0777",
        "unix:/x?mode=060", "unix:/x?mode=01660", "unix:/x?mode=-1", "unix:/x?mode=0660&mode=0660", "unix:/x?group=",
        "unix:/x?model=", "unix:/x?model=acr999", "unix:/x?colour=red", "unix:/x?mode=0660&", "unix:/x?&mode=0660",
        "tcp:127.0.0.1:1?mode=0660", "tcp:127.0.0.1:1?group=chip", "tcp:0.0.0.0:1?model=plain",
    ])
    func isRefused(_ text: String) {
        #expect(throws: CardLinkError.self) { try DeviceName(parsing: text) }
    }
}
