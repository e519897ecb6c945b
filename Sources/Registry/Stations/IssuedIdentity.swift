package import CardCrypto
import FoundationEssentials

/// What a station gets for its requests: certificates, and what it must know of the registry. Nothing in it is secret.
package struct IssuedIdentity: Sendable {
    package let station: StationID
    /// The registry's address for this station.
    package let address: String
    package let registry: RegistryDescription
    /// The station CA's certificate.
    package let authority: Certificate
    package let tls: Certificate
    package let signing: Certificate
    /// A trust bundle, a bundle of procedures, a roster, for a new station's first day; nil where the registry gives none.
    package var trust: [UInt8]?
    package var procedures: [UInt8]?
    package var roster: [UInt8]?

    /// The largest that it is on the wire. A registry whose bundles are larger leaves them out.
    package static let maximumSize = 24 << 20

    package init(
        station: StationID, address: String, registry: RegistryDescription, authority: Certificate, tls: Certificate,
        signing: Certificate
    ) {
        self.station = station
        self.address = address
        self.registry = registry
        self.authority = authority
        self.tls = tls
        self.signing = signing
    }

    package func serialized() throws -> [UInt8] {
        var members: [String: JSONValue] = [
            "station": .string(station.text), "address": .string(address),
            "registry": try JSONValue(parsing: registry.serialized()), "authority": .string(try authority.pem),
            "tls": .string(try tls.pem), "signing": .string(try signing.pem),
        ]
        for (name, bundle) in [("trust", trust), ("procedures", procedures), ("roster", roster)] {
            members[name] = bundle.map { .string(Data($0).base64EncodedString()) }
        }
        return try JSONValue.object(members).canonical()
    }

    package init(parsing bytes: [UInt8]) throws {
        let json = try JSONValue(parsing: bytes)
        guard let station = json["station"]?.string.flatMap({ StationID($0) }), let address = json["address"]?.string,
            let registry = json["registry"]
        else { throw Self.malformed("it names no station, address or registry") }
        func certificate(_ name: String) throws -> Certificate {
            guard let pem = json[name]?.string, let certificate = try? Certificate(pem: Array(pem.utf8)) else {
                throw Self.malformed("its \(name) is no certificate")
            }
            return certificate
        }
        func bundle(_ name: String) throws -> [UInt8]? {
            guard let text = json[name]?.string else { return nil }
            guard let data = Data(base64Encoded: text) else { throw Self.malformed("its \(name) is no base64") }
            return [UInt8](data)
        }
        self.init(
            station: station, address: address, registry: try RegistryDescription(parsing: registry.canonical()),
            authority: try certificate("authority"), tls: try certificate("tls"), signing: try certificate("signing"))
        (trust, procedures, roster) = (try bundle("trust"), try bundle("procedures"), try bundle("roster"))
    }

    private static func malformed(_ what: String) -> Unreachable {
        Unreachable(
            .notARegistry, "the answer to the certificate requests is not of the known form: \(what)", retryable: false)
    }
}
