import ArgumentParser
import Enrollment
import Registry

struct Forward: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Sends the records that wait to the registry, and shows where every record stands.",
        discussion: """
            Sending twice does no harm: the registry knows the record again and gives the same receipt. Where there is \
            no network, --export writes what waits into a folder, such as a USB stick; idregistry bundle import takes it \
            in, and --import brings the receipts back. --record with --asic writes one record's manifest and signature as \
            a file that other programs verify (ASiC-S).
            """)

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    @Flag(help: "Only show; send nothing.")
    var status = false

    @Option(help: ArgumentHelp("Write what waits into bundles in this folder; send nothing.", valueName: "folder"))
    var export: String?

    @Option(
        name: .customLong("import"),
        help: ArgumentHelp("Take in what the registry answered to a bundle.", valueName: "file"))
    var receipts: String?

    @Option(help: ArgumentHelp("A record, by its id, to be written as a file; send nothing.", valueName: "id"))
    var record: String?

    @Option(help: ArgumentHelp("Where that record's file goes; one that is there is replaced.", valueName: "file"))
    var asic: String?

    @Flag(help: "State how the records stand, also where the day's statement was made already.")
    var reconcile = false

    @Option(help: ArgumentHelp("Send no more than so many kilobytes in a second.", valueName: "KB/s"))
    var bandwidth: Int?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard [status, export != nil, receipts != nil, asic != nil].count(where: { $0 }) <= 1 else {
            throw ValidationError("--status, --export, --import and --asic are four ways; name one")
        }
        guard (record == nil) == (asic == nil) else { throw ValidationError("--record and --asic belong together") }
        if let bandwidth, !(8...1_000_000).contains(bandwidth) {
            throw ValidationError("--bandwidth takes 8 to 1000000")
        }
    }

    func run() async throws {
        try await report(json: json) {
            let folder = try StationFolder.load(station)
            let store = try folder.store()
            if let export { return try write(store, of: folder, to: export) }
            if let record, let asic { return try write(record, of: store, as: asic) }
            if let receipts { return try take(receipts, into: store, of: folder) }
            let forwarding: Forwarding? =
                status
                ? nil
                : try await Forwarding.send(
                    store, of: folder, bandwidth: bandwidth.map { $0 * 1000 }, reconciling: reconcile
                ) { ForwardProgress.show($0) }
            let lines = try store.outbox().map(OutboxOutput.init)
            if json {
                try Console.json(lines)
            } else {
                for line in lines { print(line.text) }
                if lines.isEmpty { print("no records") }
            }
            if let stop = try store.stop() {
                Console.note(
                    "sending has stopped since \(stop.since) until somebody acts: \(stop.detail) (\(stop.code))")
            }
            for finding in try store.lastStatement(onlyAnswered: true)?.answer?.findings ?? [] {
                Console.note("the station's records do not agree with the registry's: \(finding)")
            }
            if let remedy = forwarding?.remedy { Console.note(remedy) }
            if let status = forwarding?.status, status != .success { throw status.code }
        }
    }
}
