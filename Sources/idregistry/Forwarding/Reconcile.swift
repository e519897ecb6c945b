import ArgumentParser
import Registry

struct Reconcile: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Shows each station's records, its last statement, and what did not agree with it.",
        discussion: """
            A gap is a record that a station counts as received and that is not here; a fork is another record of the same \
            number; a rollback is a station that counts fewer records than it did. Exit status 16: something was found.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "Only this station.")
    var station: String?

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        if let station, StationID(station) == nil { throw ValidationError("\(station) is no name of a station") }
    }

    private struct Station: Encodable {
        let station: String
        let records: Int
        let refused: Int
        let lastStatement: String?
        let discrepancies: Int
        let isClosed: Bool

        var text: String {
            "\(station): \(isClosed ? "closed with " : "")\(records) records, \(refused) refused; "
                + "last statement \(lastStatement ?? "never"); \(discrepancies) discrepancies"
        }
    }

    private struct Found: Encodable {
        let station: String
        let kind: String
        let sequence: Int
        let detail: String
        let found: String

        var text: String { "\(found) \(station): \(kind) at record \(sequence): \(detail)" }
    }

    private struct All: Encodable {
        let stations: [Station]
        let discrepancies: [Found]
    }

    private static let mostShown = 1000

    func run() async throws {
        let storage = try RegistryFolder.load(from: folder).storage()
        let only = station.flatMap { StationID($0) }
        var stations: [Station] = []
        var last: StationID?
        while case let next = try await storage.stationStandings(after: last, limit: 500), let end = next.last {
            last = end.station
            stations += next.filter { only == nil || $0.station == only }.map {
                Station(
                    station: $0.station.text, records: $0.records, refused: $0.refused,
                    lastStatement: $0.lastStatement.map { "\($0)" }, discrepancies: $0.discrepancies,
                    isClosed: $0.isClosed)
            }
        }
        let found = try await storage.discrepancies(of: only, limit: Self.mostShown).map {
            Found(
                station: $0.station.text, kind: $0.discrepancy.kind.rawValue, sequence: $0.discrepancy.sequence,
                detail: $0.discrepancy.detail, found: "\($0.found)")
        }
        if json {
            try Output.json(All(stations: stations, discrepancies: found))
        } else {
            for text in stations.map(\.text) + found.map(\.text) { print(text) }
        }
        if !found.isEmpty { throw ExitCode(16) }
    }
}
