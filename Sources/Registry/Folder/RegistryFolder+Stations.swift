package import CardCrypto
import DocumentPKI
package import FoundationEssentials
package import Logging

/// The registry's certificates and its stations.
///
/// ```
/// station-ca.pem station-ca.key    who vouches for stations and server
/// tls.pem tls.key                  the server's own
/// trust/                           what the registry trusts: TrustFolder
/// ```
extension RegistryFolder {
    private static let caFile = "station-ca"
    private static let serverFile = "tls"

    /// The folder of the CSCA certificates.
    package var trustPath: String { "\(path)/trust" }

    /// Makes the station CA and the server's certificate.
    package func createCertificates(serverNames: String, at time: Date) throws {
        let authority = try StationCA.create(name: description.name, at: time)
        try Self.write(authority.certificate, authority.keyPEM(), as: Self.caFile, in: path)
        try Self.write(try authority.issueServer(names: serverNames, at: time), as: Self.serverFile, in: path)
        try DurableFile.makeFolder(trustPath)
    }

    /// Makes the folder of a new station: its keys and certificates, the registry's public keys and address. The registry's
    /// list does not know of it; ``enlist(_:at:address:time:)`` makes one that is known.
    package func createStation(_ station: StationID, at folder: String, address: String, time: Date) throws {
        let authority = try stationCA()
        let issued = StationCredentials(
            tls: try authority.issueClient(station, at: time), signing: try authority.issueSigner(station, at: time))
        try createStation(station, with: issued, at: folder, address: address)
    }

    func createStation(
        _ station: StationID, with issued: StationCredentials, at folder: String, address: String
    ) throws {
        let authority = try stationCA()
        try DurableFile.makeFolder(folder)
        try Self.write(issued.tls, as: "tls", in: folder)
        try Self.write(issued.signing, as: "signing", in: folder)
        try DurableFile.create("\(folder)/station-ca.pem", Array(authority.certificate.pem.utf8), mode: 0o644)
        try DurableFile.create("\(folder)/registry.json", try description.serialized(), mode: 0o644)
        let json: JSONValue = ["station": .string(station.text), "registry": .string(address)]
        try DurableFile.create("\(folder)/station.json", try json.canonical(), mode: 0o644)
    }

    /// Makes the folder of a system that reads events: its key and certificate, and who vouches for the server.
    package func createConsumer(_ name: StationID, at folder: String, time: Date) throws {
        let authority = try stationCA()
        try DurableFile.makeFolder(folder)
        try Self.write(try authority.issueClient(name, kind: .consumer, at: time), as: "tls", in: folder)
        try DurableFile.create("\(folder)/station-ca.pem", Array(authority.certificate.pem.utf8), mode: 0o644)
    }

    /// Puts the registry together with what lies in its folder, where the trust is what another one says.
    package func intake(
        trusting watch: TrustWatch, rules: ((any RegistryStorage) -> any ProcedureRules)? = nil,
        captures: @escaping @Sendable () throws -> (any CaptureVerifier)? = { nil },
        logger: Logger = Logger(label: "idregistry") { _ in SwiftLogNoOpLogHandler() }
    ) throws -> RecordIntake {
        try intake(
            stations: StationAuthority([stationCA().certificate]), rules: rules, captures: captures,
            trust: { await watch.store }, logger: logger)
    }

    /// The registry's own trust folder, watched: what changes in it counts without a restart.
    package func trustWatch(logger: Logger) throws -> TrustWatch {
        try TrustWatch(folder: TrustFolder(trustPath), authorities: [], logger: logger)
    }

    /// The server's settings with what lies in the folder.
    package func serverConfiguration(host: String, port: Int) throws -> RegistryService.Configuration {
        var configuration = RegistryService.Configuration(
            host: host, port: port, certificatePEM: try Self.text("\(path)/\(Self.serverFile).pem"),
            privateKeyPEM: try Self.text("\(path)/\(Self.serverFile).key") + "\n",
            stationAuthorityPEM: try Self.text("\(path)/\(Self.caFile).pem"))
        configuration.replyKey = replyKey
        return configuration
    }

    /// The certificate of the station CA.
    package func stationAuthority() throws -> Certificate { try stationCA().certificate }

    func stationCA() throws -> StationCA {
        StationCA(
            certificate: try Certificate(pem: DurableFile.read("\(path)/\(Self.caFile).pem", atMost: 64 << 10)),
            key: try PrivateKey(pem: SecretBytes(DurableFile.read("\(path)/\(Self.caFile).key", atMost: 64 << 10))))
    }

    private static func write(_ credential: StationCA.Credential, as name: String, in folder: String) throws {
        try write(credential.certificate, credential.key.pem(), as: name, in: folder)
    }

    private static func write(
        _ certificate: Certificate, _ key: SecretBytes, as name: String, in folder: String
    ) throws {
        try DurableFile.create("\(folder)/\(name).key", key.exposed(), mode: 0o600)
        try DurableFile.create("\(folder)/\(name).pem", Array(certificate.pem.utf8), mode: 0o644)
    }
}
