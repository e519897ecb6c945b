import FoundationEssentials
import Registry

/// By what a station is known: a key and a certificate for TLS, and others for signing records. The content of
/// `identity.json`, which is replaced in one piece when certificates are renewed.
///
/// Files are names in the station's folder. A folder without `identity.json` is one that the registry made: its keys are
/// the files `tls.key` and `signing.key`.
package struct StationIdentity: Sendable, Hashable {
    /// A key and its certificate.
    package struct Entry: Sendable, Hashable {
        package let key: KeyLocation
        /// The file of the certificate, PEM.
        package let certificate: String

        package init(key: KeyLocation, certificate: String) {
            self.key = key
            self.certificate = certificate
        }
    }

    package let tls: Entry
    package let signing: Entry
    /// Counts renewals; files of a later one have later names.
    package let generation: Int

    static let file = "identity.json"
    private static let schema = "chip-id-station/identity"

    package init(tls: Entry, signing: Entry, generation: Int) {
        self.tls = tls
        self.signing = signing
        self.generation = generation
    }

    /// What a folder without `identity.json` has.
    package static let made = StationIdentity(
        tls: Entry(key: .file("tls.key"), certificate: "tls.pem"),
        signing: Entry(key: .file("signing.key"), certificate: "signing.pem"), generation: 1)

    package func serialized() throws -> [UInt8] {
        func entry(_ entry: Entry) -> JSONValue {
            ["key": .string(entry.key.text), "certificate": .string(entry.certificate)]
        }
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1, "generation": .integer(generation), "tls": entry(tls),
            "signing": entry(signing),
        ]
        return try json.canonical()
    }

    /// Nil where the bytes are not of the known form.
    package init?(parsing bytes: [UInt8]) {
        guard let json = try? JSONValue(parsing: bytes), json["schema"]?.string == Self.schema,
            json["version"]?.integer == 1, let generation = json["generation"]?.integer,
            (1..<1_000_000).contains(generation),
            let tls = Self.entry(json["tls"]), let signing = Self.entry(json["signing"])
        else { return nil }
        self.init(tls: tls, signing: signing, generation: generation)
    }

    private static func entry(_ json: JSONValue?) -> Entry? {
        guard let key = json?["key"]?.string.flatMap({ KeyLocation($0) }),
            let certificate = json?["certificate"]?.string, case .file? = KeyLocation(certificate)
        else { return nil }
        return Entry(key: key, certificate: certificate)
    }
}
