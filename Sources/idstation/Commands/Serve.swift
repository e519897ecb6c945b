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
            into its folder incoming are imported. With --config, a file says what the options say, and an option wins \
            over it; idstation config check says what is wrong with one.
            """)

    @OptionGroup var place: StationPlace

    @Option(help: ArgumentHelp("The port to listen at; 0 for any free one; 8480 if not given.", valueName: "port"))
    var port: Int?

    @Option(
        help: ArgumentHelp(
            "The reader, by its name or a part of it; the first with a card if not given.", valueName: "name"))
    var reader: String?

    @OptionGroup var quirks: ReaderQuirksOption

    @Flag(inversion: .prefixedNo, help: "Serve the kiosk's page and nothing of the counter.")
    var kiosk: Bool?

    @OptionGroup var policy: PolicyOption

    @Option(
        help: ArgumentHelp(
            "Ports of this machine where fingerprint scanners answer (MOSIP SBI 1.0); 4501-4600 if not given.",
            valueName: "from-to"))
    var scannerPorts: String?

    @Option(
        help: ArgumentHelp(
            "A 2D scanner's serial port; one that types like a keyboard needs nothing.", valueName: "device"))
    var codeScanner: String?

    @Option(help: ArgumentHelp("The language in which the pages begin; vi if not given.", valueName: "code"))
    var language: String?

    @Option(help: ArgumentHelp("Send no more than so many kilobytes in a second.", valueName: "KB/s"))
    var bandwidth: Int?

    @Option(help: ArgumentHelp("How long a record's parts stay after its receipt.", valueName: "days"))
    var retentionDays: Int?

    @Option(
        help: ArgumentHelp(
            "The port for metrics and health, on loopback only; 0 for any free one; without it there is none.",
            valueName: "port"))
    var operationsPort: Int?

    @Option(
        help: ArgumentHelp(
            "How the log is written: text, json with one object a line, or journal for the fields of journald.",
            valueName: "format"))
    var logFormat: LogFormat?

    @Option(
        help: ArgumentHelp(
            "From which level on: trace, debug, info, notice, warning, error, critical; notice if not given.",
            valueName: "level"))
    var logLevel: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws { try validateOptions() }

    func run() async throws {
        try await report(json: json) {
            let settings = try settings()
            let kiosk = settings.flag(.kiosk)
            let folder = try StationFolder.load(settings.station)
            let inspection = try PolicyOption.load(settings.text(.policy), default: kiosk ? .kiosk : .counter)
            let logger = settings.logger()
            let metrics = settings.number(.operationsPort).map { _ in StationMetrics() }
            let trust = try TrustWatch(
                folder: folder.trustFolder, authorities: folder.trustAuthorities(), logger: logger)
            let codeScanner = settings.text(.codeScanner)
            let scans = kiosk && codeScanner != nil ? KioskScans() : nil
            let desk = WebDesk(
                desk: Desk(quirks: try ReaderQuirksOption.load(settings.text(.readerQuirks))),
                reader: settings.text(.reader), trust: trust, policy: inspection, metrics: metrics, scans: scans)
            let messages = try Messages.load(folder: "\(settings.station)/messages")
                .beginning(with: settings.text(.language) ?? "vi")
            let client = try folder.registryClient(bandwidth: settings.number(.bandwidth).map { $0 * 1000 })
            let scanners = SBIDevices(
                trust: try DeviceTrust(folder: folder.url.appending(path: "devices").path),
                Self.ports(settings.scannerPorts))
            let counter = try kiosk ? nil : counter(folder, desk, scanners, client, settings, messages, logger)
            let surface: Surface = counter.map { .counter($0, desk) } ?? .kiosk(desk)
            let web = try StationWebService(
                surface: surface, messages: messages, port: settings.number(.port) ?? 8480, logger: logger
            ) { [json] port in
                let address = "http://127.0.0.1:\(port)/"
                let line = json ? "{\"address\":\"\(address)\"}" : "listening on \(address)"
                FileHandle.standardOutput.write(Data("\(line)\n".utf8))
            }
            let store = try folder.store()
            let outbox = Outbox(store: store, registry: client, logKey: folder.registry.logKey, logger: logger)
            let errands = RegistryErrands(
                desk: try folder.officerDesk(), audit: try folder.auditLog(),
                followUp: try folder.followUp(
                    store, client, retentionDays: settings.number(.retentionDays), logger: logger),
                registry: client, logger: logger)
            var services: [ServiceGroupConfiguration.ServiceConfiguration] = [
                .init(service: web), .init(service: outbox), .init(service: trust), .init(service: errands),
                .init(service: try StationRecovery(of: folder, store, client, logger: logger)),
                .init(service: IdentityRenewal(of: folder, over: client, logger: logger)),
            ]
            if let metrics, let port = settings.number(.operationsPort) {
                metrics.watch(folder, store, desk)
                services.append(.init(service: operations(metrics, of: store, port: port, logger: logger)))
            }
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
