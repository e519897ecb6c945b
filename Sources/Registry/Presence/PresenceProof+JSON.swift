import DocumentPKI
import Foundation

extension PresenceProof {
    /// The member `presence` of `record.json`.
    package var json: JSONValue {
        get throws {
            switch self {
            case .activeAuthentication(let signature):
                return ["kind": .string(kind), "signature": .string(Base16.text(signature))]
            case .chipAuthentication(let transcript, let salt):
                let coded = try JSONEncoder().encode(transcript)
                return [
                    "kind": .string(kind), "salt": .string(Base16.text(salt)),
                    "transcript": try JSONValue(parsing: Array(coded)),
                ]
            }
        }
    }

    private static let longestSignature = 1024

    /// Reads the member; another kind, another form or a member more is refused.
    package init(json: JSONValue) throws(RegistryError) {
        func octets(_ name: String, _ lengths: ClosedRange<Int>) throws(RegistryError) -> [UInt8] {
            guard let bytes = json[name]?.string.flatMap({ Base16.bytes($0) }), lengths.contains(bytes.count) else {
                throw RecordManifest.malformed("presence has no \(name) of a known form")
            }
            return bytes
        }
        switch (json["kind"]?.string, json.object?.count) {
        case ("active-authentication"?, 2):
            self = .activeAuthentication(signature: try octets("signature", 1...Self.longestSignature))
        case ("chip-authentication"?, 3):
            let length = PresenceChallenge.saltLength
            let salt = try octets("salt", length...length)
            guard let coded = try? json["transcript"]?.canonical(),
                let transcript = try? JSONDecoder().decode(ChipAuthenticationTranscript.self, from: Data(coded))
            else { throw RecordManifest.malformed("presence has no transcript of a known form") }
            self = .chipAuthentication(transcript, salt: salt)
        default: throw RecordManifest.malformed("presence is of a kind that is not known")
        }
    }
}
