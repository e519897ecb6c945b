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
            let desk = WebDesk(reader: reader, trust: trust, policy: inspection)
            let messages = try Messages.load(folder: "\(station)/messages")
            let client = try folder.registryClient()
            let scanners = SBIDevices(
                trust: try DeviceTrust(folder: folder.url.appending(path: "devices").path), try ports())
            let surface: Surface =
                try kiosk
                ? .kiosk(desk) : .counter(counter(folder, desk, scanners, client), desk)
            let web = try StationWebService(
                surface: surface, messages: messages, port: port, logger: logger
            ) { [json] port in
                let address = "http://127.0.0.1:\(port)/"
                let line = json ? "{\"address\":\"\(address)\"}" : "listening on \(address)"
                FileHandle.standardOutput.write(Data("\(line)\n".utf8))
            }
            let outbox = Outbox(
                store: try folder.store(), registry: client, logKey: folder.registry.logKey, logger: logger)
            let errands = RegistryErrands(
                desk: try folder.officerDesk(), audit: try folder.auditLog(), registry: client, logger: logger)
            let group = ServiceGroup(
                configuration: ServiceGroupConfiguration(
                    services: [
                        .init(service: web), .init(service: outbox), .init(service: trust), .init(service: errands),
                    ],
                    gracefulShutdownSignals: [.sigterm, .sigint], logger: logger))
            let ended = await Result { try await group.run() }
            try? await scanners.shutdown()
            try? await client.shutdown()
            try ended.get()
        }
    }

    private func counter(
        _ folder: StationFolder, _ desk: WebDesk, _ scanners: SBIDevices, _ client: RegistryClient
    ) throws -> EnrollmentCounter {
        EnrollmentCounter(
            CounterEquipment(
                folder: folder, store: try folder.store(), sealer: try folder.sealer(),
                officers: try folder.officerDesk(), audit: try folder.auditLog(),
                cards: ReaderCards(desk: desk.desk, reader: desk.reader, trust: desk.trust, policy: desk.policy),
                fingers: ScannerFingers(devices: scanners), portraits: PortraitChecks(), registry: client,
                trust: { await desk.trust.store }, clock: { Date() }, today: { .today() }))
    }

    private func ports() throws -> SBIDevices.Configuration {
        var configuration = SBIDevices.Configuration()
        let ends = scannerPorts.split(separator: "-").compactMap { UInt16($0) }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first > 0, first <= last,
            last - first < 100
        else { throw ValidationError("--scanner-ports takes a port, or two with a hyphen, at most 100 apart") }
        configuration.ports = (first...last).map { Int($0) }
        return configuration
    }
}

extension Result where Failure == any Error {
    fileprivate init(_ body: () async throws -> Success) async {
        do { self = .success(try await body()) } catch { self = .failure(error) }
    }
}
