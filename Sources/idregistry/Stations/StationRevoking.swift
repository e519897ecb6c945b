import ArgumentParser
import Registry

extension RevocationReason: ExpressibleByArgument {}

struct StationRevoking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "revoke",
        abstract: "Bars a station, or one certificate of it, for ever.",
        discussion: """
            Every route answers 403 station-revoked from then on, on every server within two seconds. Reason retired: what \
            it signed before is still taken when a bundle brings it. Reasons lost and compromised: nothing is, for who has \
            the keys sets the clock as well. What the registry has already stays as it is.
            """)

    @Argument(help: ArgumentHelp("The registry's folder, made by init.", valueName: "folder"))
    var folder: String

    @Option(help: "The station's name.")
    var station: String

    @Option(
        help: ArgumentHelp("Only this certificate, by its SHA-256 fingerprint as show prints it.", valueName: "sha-256")
    )
    var certificate: String?

    @Option(help: "retired, lost or compromised.")
    var reason: RevocationReason

    @Flag(help: "Bar a name that the registry has never seen as well.")
    var unknown = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws {
        guard StationID(station) != nil else { throw ValidationError("\(station) is no name of a station") }
        guard reason != .closed else {
            throw ValidationError("a station is closed by its own last statement: idstation decommission")
        }
        if let certificate, ContentDigest(text: certificate) == nil {
            throw ValidationError("--certificate takes 64 lower-case hexadecimal digits")
        }
    }

    func run() async throws {
        guard let name = StationID(station) else { return }
        let storage = try RegistryFolder.load(from: folder).storage()
        if unknown, certificate == nil {
            _ = try await storage.register([], of: name, days: StationCA.usualDays, at: .now)
        }
        let revocation = Revocation(since: .now, reason: reason)
        guard try await storage.revoke(name, certificate: certificate.flatMap { ContentDigest(text: $0) }, revocation)
        else {
            throw ValidationError(
                certificate == nil
                    ? "\(station) is not known here; compare the name, or say --unknown"
                    : "station \(station) has no such certificate")
        }
        let what = certificate.map { "certificate \($0) of station \(station)" } ?? "station \(station)"
        try Output.tell("\(what) is revoked", ["station": station, "reason": reason.rawValue], json: json)
    }
}
