import Foundation
import Registry

extension DraftSigning: Codable {
    private enum CodingKeys: String, CodingKey { case claims, needsApproval, presence, signatures }

    package init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            claims: Array(try container.decode(Data.self, forKey: .claims)),
            needsApproval: try container.decode(Bool.self, forKey: .needsApproval))
        presence = try container.decodeIfPresent(Data.self, forKey: .presence).map {
            try PresenceProof(json: JSONValue(parsing: Array($0)))
        }
        signatures = try container.decode([Data].self, forKey: .signatures).map {
            try OfficerSignature(json: JSONValue(parsing: Array($0)))
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(Data(claims), forKey: .claims)
        try container.encode(needsApproval, forKey: .needsApproval)
        try container.encodeIfPresent(presence.map { Data(try $0.json.canonical()) }, forKey: .presence)
        try container.encode(signatures.map { Data(try $0.json.canonical()) }, forKey: .signatures)
    }
}
