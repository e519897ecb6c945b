import ArgumentParser
import CardCrypto
import Foundation
import VirtualScanner

struct Fingers: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A fingerprint scanner without hardware: MOSIP's Secure Biometric Interface 1.0 on this machine.",
        discussion: """
            Fingers are drawn by code and are nobody's. The device signs with keys made at its start; the CA above them \
            goes to --ca-out, and a station trusts it when that file lies in its folder devices.

            A script says how good each finger is, how long a capture takes and what goes wrong:

              seed: 7
              delay: 300
              quality: { default: 80, Left IndexFinger: [30, 75] }
              faults:
                - { at: 2, kind: missing-finger }
            """)

    @Option(
        help: ArgumentHelp(
            "The port; 0 lets the system choose. The first free one of 4501 to 4600 if not given.", valueName: "port"))
    var port: Int?

    @Option(help: ArgumentHelp("How it behaves, YAML.", valueName: "file"))
    var script: String?

    @Option(help: ArgumentHelp("Where the CA's certificate goes, PEM.", valueName: "file"))
    var caOut: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let port, !(0...65_535).contains(port) { throw ValidationError("--port takes 0 to 65535") }
    }

    func run() async throws {
        var settings = ScannerScript()
        if let script {
            guard let data = FileManager.default.contents(atPath: script) else {
                throw ValidationError("there is no script in \(script)")
            }
            do { settings = try ScannerScript(parsing: String(decoding: data, as: UTF8.self), file: script) } catch {
                throw ValidationError("\(error)")
            }
        }
        let identity = try ScannerIdentity()
        if let caOut { try Data(identity.authority.pem.utf8).write(to: URL(filePath: caOut), options: .atomic) }
        let server = ScannerServer(
            VirtualFingerScanner(settings, identity: identity), ports: port.map { $0...$0 } ?? 4501...4600)
        let json = json
        let task = Task {
            try await server.run { port in
                Console.tell(json ? #"{"port":\#(port)}"# : "listening on 127.0.0.1, port \(port)")
            }
        }
        let signals = Interruption { task.cancel() }
        defer { withExtendedLifetime(signals) {} }
        do { try await task.value } catch is CancellationError { return }
    }
}
