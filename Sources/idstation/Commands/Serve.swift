import ArgumentParser
import Biometrics
import CounterDesk
import DocumentPKI
import Enrollment
import Foundation
import Logging
import Registry
import ServiceLifecycle
import StationWeb
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the station's local web page, and sends waiting records in the background.",
        discussion: """
            On loopback only. With --kiosk it is a page for a citizen alone: there is no route of the counter at all. It says “listening on http://127.0.0.1:PORT/” on standard output when it answers, and \
            ends on SIGTERM or Ctrl-C. A changed trust folder counts without a restart, and trust bundles that are moved \
            into its folder incoming are imported.
            """)

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    @Option(help: "The port to listen at; 0 for any free one.")
    var port = 8480

    @Option(
        help: ArgumentHelp(
            "The reader, by its name or a part of it; the first with a card if not given.", valueName: "name"))
    var reader: String?

    @Flag(help: "Serve the kiosk's page and nothing of the counter.")
    var kiosk = false

    @OptionGroup var policy: PolicyOption

    @Option(
        help: ArgumentHelp(
            "Ports of this machine where fingerprint scanners answer (MOSIP SBI 1.0).", valueName: "from-to"))
    var scannerPorts = "4501-4600"

    @Option(
        help: ArgumentHelp(
            "A 2D scanner's serial port; one that types like a keyboard needs nothing.", valueName: "device"))
    var codeScanner: String?

    @Flag(help: "Print JSON.")
    var json = false

    func run() async throws {
        try await report(json: json) {
            let folder = try StationFolder.load(station)
            let inspection = try policy.load(default: kiosk ? .kiosk : .counter)
            var logger = Logger(label: "idstation") { StreamLogHandler.standardError(label: $0) }
            logger.logLevel = .notice
            let trust = try TrustWatch(
                folder: folder.trustFolder, authorities: folder.trustAuthorities(), logger: logger)
            let scans = kiosk && codeScanner != nil ? KioskScans() : nil
            let desk = WebDesk(reader: reader, trust: trust, policy: inspection, scans: scans)
            let messages = try Messages.load(folder: "\(station)/messages")
            let client = try folder.registryClient()
            let scanners = SBIDevices(
                trust: try DeviceTrust(folder: folder.url.appending(path: "devices").path), try ports())
            let counter = try kiosk ? nil : counter(folder, desk, scanners, client)
            let surface: Surface = counter.map { .counter($0, desk) } ?? .kiosk(desk)
            let web = try StationWebService(
                surface: surface, messages: messages, port: port, logger: logger
            ) { [json] port in
                let address = "http://127.0.0.1:\(port)/"
                let line = json ? "{\"address\":\"\(address)\"}" : "listening on \(address)"
                FileHandle.standardOutput.write(Data("\(line)\n".utf8))
            }
            let store = try folder.store()
            let outbox = Outbox(store: store, registry: client, logKey: folder.registry.logKey, logger: logger)
            let followUp = try folder.followUp(store, client, logger: logger)
            let errands = RegistryErrands(
                desk: try folder.officerDesk(), audit: try folder.auditLog(), registry: client, logger: logger)
            var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
                .init(service: web), .init(service: outbox), .init(service: trust), .init(service: errands),
                .init(service: followUp),
                .init(service: try StationRecovery(of: folder, store, client, logger: logger)),
                .init(service: IdentityRenewal(of: folder, over: client, logger: logger)),
            ]
            if let codeScanner {
                let scanner = CodeScanner(path: codeScanner, logger: logger) { text in
                    await counter?.scanned(text)
                    scans?.scanned(text)
                }
                services.append(.init(service: scanner))
            }
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: services,
                    gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
            let ended = await Result { try await group.run() }
            try? await scanners.shutdown()
            try? await client.shutdown()
            try ended.get()
        }
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
