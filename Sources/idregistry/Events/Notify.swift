import ArgumentParser
import Foundation
import Logging
import Registry
import ServiceLifecycle
import UnixSignals

struct Notify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "notify",
        abstract: "Tells citizens what became of their records, by a program that delivers.",
        discussion: """
            The program gets a message as JSON on its standard input, and nothing in arguments or environment. Its exit \
            status 0 says that the message is with the gateway; then the contact is deleted here. After 65 the message is \
            given up, and after any other status it is tried again later, and given up at last: --dead lists those, --revive has them tried again. \
            packaging/hooks/mail is an example.
            """)

    @OptionGroup var registry: RegistryLocation

    @Option(
        name: .customLong("run"), help: ArgumentHelp("The program that delivers a message.", valueName: "program"))
    var program: String?

    @Flag(help: "Try what is due once, and end. Exit status 1 where something was not delivered.")
    var once = false

    @Flag(help: "List the messages that were given up.")
    var dead = false

    @Flag(help: "Have them tried again.")
    var revive = false

    @Option(help: ArgumentHelp("The wait after the first failure; it doubles up to an hour.", valueName: "seconds"))
    var retry = 30

    @Option(help: "Attempts before a message is given up.")
    var attempts = 20

    @Option(help: ArgumentHelp("How long the program may take.", valueName: "seconds"))
    var timeLimit = 60

    @Flag(help: "Print JSON.")
    var json = false

    private struct Dead: Encodable {
        let number: Int
        let kind: String
        let record: String
        let attempts: Int
        let failure: String
    }

    func validate() throws {
        guard [program != nil, dead, revive].count(where: { $0 }) == 1 else {
            throw ValidationError("give one of --run, --dead and --revive")
        }
        guard (0...3600).contains(retry), (1...1000).contains(attempts), (1...3600).contains(timeLimit) else {
            throw ValidationError("--retry takes up to 3600, --attempts 1 to 1000, --time-limit 1 to 3600")
        }
    }

    func run() async throws {
        let schedule = NotificationSchedule(first: retry, attempts: attempts, timeLimit: timeLimit)
        let gateway = GatewayProgram(path: program ?? "/bin/false", timeLimit: timeLimit)
        let notifier = try registry.load().notifier(retrying: schedule, gateway: gateway)
        if dead { return try await list(notifier) }
        if revive {
            let count = try await notifier.revive(at: Timestamp(Date()))
            return try Output.tell("\(count) messages are tried again", ["revived": "\(count)"], json: json)
        }
        // A program that ends before it has read its message must not end this one.
        signal(SIGPIPE, SIG_IGN)
        if once {
            let round = try await notifier.deliverDue()
            try Output.tell(
                "\(round.delivered) delivered, \(round.failed) not",
                ["delivered": "\(round.delivered)", "failed": "\(round.failed)"], json: json)
            if round.failed > 0 { throw ExitCode(1) }
            return
        }
        let logger = Logger(label: "idregistry") { StreamLogHandler.standardError(label: $0) }
        try Output.tell("carrying messages", ["state": "running"], json: json)
        try await ServiceGroup(
            configuration: ServiceGroupConfiguration(
                services: [.init(service: NotifierService(notifier, logger: logger))],
                gracefulShutdownSignals: [.sigterm, .sigint], logger: logger)
        ).run()
    }

    private func list(_ notifier: Notifier) async throws {
        let lines = try await notifier.dead().map {
            Dead(number: $0.number, kind: $0.kind, record: $0.record, attempts: $0.attempts, failure: $0.failure)
        }
        if json { return try Output.json(lines) }
        for line in lines { print("\(line.number) \(line.kind) record \(line.record): \(line.failure)") }
        if lines.isEmpty { print("no messages were given up") }
    }
}
