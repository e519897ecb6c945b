import Foundation

/// One session for all device tests: each described device is plugged, looked at, unplugged and looked for; then come the
/// cases that need several of them. `session` beside this file says what a session is.
enum DeviceSession {
    static let folder = Workspace.root.appendingPathComponent("Tests/EndToEndTests/Devices")

    /// It needs root, for device nodes and namespaces. Where continuous integration lacks something, the tests run and fail.
    static let isWanted =
        ProcessInfo.processInfo.environment["CI"] == "true"
        || geteuid() == 0 && ["umockdev-run", "systemd-hwdb", "systemctl"].allSatisfy { Workspace.program($0) != nil }

    /// What was seen, by the look's name.
    static let looks = Task { try await run(steps()) }

    static func look(_ name: String) async throws -> DeviceLook {
        guard let look = try await looks.value[name] else { throw RigError("nobody looked at \(name)") }
        return look
    }

    /// Makes a session, takes the steps in it, and gives what was seen.
    static func run(_ steps: [String]) async throws -> [String: DeviceLook] {
        try await Rig.with(.down) { rig in
            let file = rig.folder.appendingPathComponent("steps")
            let result = rig.folder.appendingPathComponent("result")
            try Data((steps.joined(separator: "\n") + "\n").utf8).write(to: file)
            let outcome = try await rig.run(
                folder.appendingPathComponent("session").path, [file.path, result.path], within: .seconds(480))
            guard outcome.status == 0 else { throw RigError("the session failed: \(outcome)") }
            return try JSONDecoder().decode([String: DeviceLook].self, from: Data(contentsOf: result))
        }
    }

    static let hostileSerial = "../../../etc/shadow $(reboot); %n"
    static let hostileProduct = "../x; $(id) CHIP_ID_READER_KIND=dual"

    /// The README's two lines for a new device, for the reader in no list.
    static func newDeviceCommand() throws -> String {
        let readme = try String(
            contentsOf: Workspace.root.appendingPathComponent("udev/README.md"), encoding: .utf8)
        let section = readme.components(separatedBy: "## One line for a new device").last ?? ""
        guard let block = section.firstMatch(of: /```sh\n(.*)\n(.*)\n```/) else {
            throw RigError("udev/README.md has no two lines for a new device")
        }
        return "\(block.1); \(block.2)".replacing("v1234p5678", with: "v058Fp9540")
    }

    private static func steps() throws -> [String] {
        ["plug early omnikey-5022 port=5", "look before-install", "install", "look after-install", "unplug early"]
            + DeviceCase.all.flatMap { device in
                let name = device.name
                return ["plug \(name) \(name)", "look \(name)", "unplug \(name)", "look \(name)-gone"]
            }
            + several
            + ["plug new unlisted-au9540", "run \(try newDeviceCommand())", "look new-device", "unplug new"]
            + ["plug taken acr122u-with-pn533", "look taken"]
            + ["run rm /run/session-units/pcscd.socket; systemctl daemon-reload; systemctl stop pcscd.socket"]
            + ["plug alone acr39u port=3", "look without-pcscd", "unplug alone", "remove", "look removed"]
    }

    private static let several = [
        "plug first acr122u port=2", "plug second acr122u port=3", "look two-readers",
        "unplug first", "look one-reader", "unplug second", "look no-reader",
        "plug first newland-serial port=2 serial=A1", "plug second newland-serial port=3 serial=B2",
        "plug third newland-serial port=4 serial=A1", "look three-scanners",
        "unplug first", "unplug second", "unplug third",
        "plug first plain-camera port=2", "plug second plain-camera port=3", "look two-cameras",
        "unplug first", "unplug second",
        "plug liar omnikey-5022 'serial=\(hostileSerial)'", "look hostile-serial", "unplug liar",
        "plug liar unlisted-au9540 'product=\(hostileProduct)'", "look hostile-product", "unplug liar",
        "plug board acr122u-with-pn533 idVendor=04cc idProduct=2533", "look other-nfc", "unplug board",
    ]
}
