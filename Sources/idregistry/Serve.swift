import ArgumentParser
import Foundation
import Logging
import Registry
import ServiceLifecycle
import UnixSignals

struct Serve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serves the registry over mutual TLS 1.3 until it is interrupted.",
        discussion: "It says “listening on port N” on standard output when it answers. --port 0 takes a free port.")

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "The address to listen at.")
    var host = "127.0.0.1"

    @Option(help: "The port to listen at; 0 for any free one.")
    var port = 8443

    @Option(
        help: "The port for everybody, without clients' certificates; 0 for any free one. Without it there is none.")
    var publicPort: Int?

    @Option(
        help: ArgumentHelp(
            "How many requests a second the port for everybody takes from one address, on average; 0 for any number, where a "
                + "proxy in front of it hides the addresses.", valueName: "number"))
    var publicRate = PeerLimits.usualRate

    @Option(
        help: "The port for metrics and health, plain HTTP; 0 for any free one. Without it there is none.")
    var operationsPort: Int?

    @Option(help: "The address for metrics and health. Whoever reaches it needs no key: keep it away from others.")
    var operationsHost = "127.0.0.1"

    @Option(help: "How the log is written: text, json with one object a line, or journal for the fields of journald.")
    var logFormat = LogFormat.text

    @Option(
        help: ArgumentHelp(
            "Where the database is, as a PostgreSQL connection string in a file of mode 0600; else the folder's "
                + "database.conf, else its own file.", valueName: "file"))
    var database: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard (0...100_000).contains(publicRate) else { throw ValidationError("--public-rate takes 0 to 100000") }
    }

    func run() async throws {
        let registry = try RegistryFolder.load(from: folder, database: database)
        let logger = Logger(label: "idregistry") { logFormat.handler(label: $0) }
        let metrics = RegistryMetrics()
        let trust = try registry.trustWatch(logger: logger)
        let intake = try registry.judgingIntake(trusting: trust, logger: logger)
        // A database that cannot be used shows now and not at the first record.
        _ = try await intake.tiles.checkpoint()
        let enrolment = try registry.stationEnrolment(intake.storage)
        let service = try RegistryService(
            api: intake, register: StationRegister(intake.storage), enrolment: enrolment,
            configuration: registry.serverConfiguration(host: host, port: port), metrics: metrics, logger: logger)
        let open = try publicPort.map {
            try PublicRegistryService(
                routes: PublicRoutes(
                    enrolment: enrolment, log: intake.tiles, metrics: metrics,
                    peers: publicRate == 0 ? nil : PeerLimits(perSecond: publicRate)),
                configuration: registry.serverConfiguration(host: host, port: $0),
                logger: logger)
        }
        let operations = try operationsPort.map {
            OperationsService(
                metrics: metrics, health: try registry.health(of: intake, trusting: trust, metrics: metrics),
                host: operationsHost, port: $0, logger: logger)
        }
        let announcement = Task {
            if let operations {
                let port = try await operations.port
                try Output.tell("metrics and health on port \(port)", ["operationsPort": "\(port)"], json: json)
            }
            if let open {
                let port = try await open.port
                try Output.tell("open to everybody on port \(port)", ["publicPort": "\(port)"], json: json)
            }
            let port = try await service.port
            try Output.tell("listening on port \(port)", ["port": "\(port)"], json: json)
        }
        defer { announcement.cancel() }
        let services: [ServiceGroupConfiguration.ServiceConfiguration] =
            [.init(service: trust), .init(service: service)] + (open.map { [.init(service: $0)] } ?? [])
            + (operations.map { [.init(service: $0)] } ?? [])
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: services, gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
    }
}
