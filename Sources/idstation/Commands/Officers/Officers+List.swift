import ArgumentParser
import Enrollment
import Foundation
import Registry

extension Officers {
    struct List: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Lists the officers of the station's roster, and says how long it counts.")

        @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
        var station: String

        @Flag(help: "Print JSON.")
        var json = false

        private struct Listing: Encodable {
            let roster: Int
            let issued: String
            let expires: String
            let expired: Bool
            let officers: [Line]
        }

        private struct Line: Encodable {
            let id: String
            let name: String
            let role: String
            let stations: [String]
            let worksHere: Bool
            let card: Bool
            let failures: Int
            let lockedUntil: String?

            var text: String {
                [
                    "\(id) \(role), \(name)", worksHere ? nil : "not at this station",
                    card ? "signs in with his card" : nil, lockedUntil.map { "locked out until \($0)" },
                ].compactMap { $0 }.joined(separator: "; ")
            }
        }

        func run() async throws {
            try await report(json: json) {
                let folder = try StationFolder.load(station)
                let now = Timestamp(Date())
                let desk = try folder.officerDesk(at: now)
                guard let roster = try desk.roster() else { throw Failure(OfficerRefusal.noRoster) }
                let lines = try roster.officers.map { officer in
                    let lockOut = try desk.lockOut(of: officer.id, at: now)
                    return Line(
                        id: officer.id, name: officer.name, role: officer.role.rawValue,
                        stations: officer.stations.map(\.text), worksHere: officer.works(at: folder.station),
                        card: officer.cardKey != nil, failures: lockOut.failures,
                        lockedUntil: lockOut.until.map { "\($0)" })
                }
                let listing = Listing(
                    roster: roster.number, issued: "\(roster.issued)", expires: "\(roster.expires)",
                    expired: roster.hasExpired(at: now), officers: lines)
                if json { return try Console.json(listing) }
                for line in lines { print(line.text) }
                Console.note(
                    "roster \(roster.number), \(listing.expired ? "expired on" : "until") \(listing.expires)")
            }
        }
    }
}
