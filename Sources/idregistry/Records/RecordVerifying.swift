import ArgumentParser
import Foundation
import Registry

struct RecordVerifying: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Verifies a record's file: its form, and the station's signature.",
        discussion: """
            The station's certificate is judged for the time at which the record says it was signed; whether it was revoked, \
            and when the registry had the record, is not in the file. Exit status 2: the signature does not hold. Exit status \
            64: it is no file of a record, or not whole.
            """)

    @Argument(help: ArgumentHelp("The file, which record export or idstation forward --asic wrote.", valueName: "file"))
    var file: String

    @Option(help: ArgumentHelp("Who vouches for stations: the registry's station-ca.pem.", valueName: "file"))
    var trust: String

    @Flag(help: "Print JSON.")
    var json = false

    private static let notGenuine = ExitCode(2)
    private static let largestTrust = 64 << 10

    func run() async throws {
        let authority = try StationAuthority(
            pem: String(decoding: DurableFile.read(trust, atMost: Self.largestTrust), as: UTF8.self))
        let verified: VerifiedContainer
        do {
            let container = try RecordContainer(parsing: DurableFile.read(file, atMost: RecordContainer.maximumSize))
            verified = try container.verify(trusting: authority)
        } catch let error as RegistryError {
            throw ValidationError(error.message)
        } catch let problem as ProblemDetails {
            FileHandle.standardError.write(Data("idregistry: \(problem.title). \(problem.detail)\n".utf8))
            throw Self.notGenuine
        }
        let manifest = verified.manifest
        try Output.tell(
            "record \(manifest.record), number \(manifest.sequence) of station \(manifest.station), signed at "
                + "\(manifest.time.upperBound) by the certificate \(verified.signer)",
            [
                "record": manifest.record.text, "station": manifest.station.text, "sequence": "\(manifest.sequence)",
                "signed": "\(manifest.time.upperBound)", "manifest": verified.digest.text,
                "certificate": verified.signer,
            ], json: json)
    }
}
