import CardCrypto
package import Foundation
import LDS
import SmartCard

/// What `card.json` holds beside the raw files.
private struct CardDescription: Codable {
    struct Key: Codable {
        var domain: String
        var keyID: String?
    }

    var can: String
    var mrzInformation: String
    var pin: String?
    var puk: String?
    /// Names of the domains of `chip-authentication-1.key` …, and the keys' numbers in hexadecimal.
    var chipAuthenticationKeys: [Key]?
    /// How `active-authentication.key` signs: the names of a trailer and of a digest.
    var activeAuthentication: Signing?
    var behaviour: CardBehaviour

    struct Signing: Codable {
        var trailer: MessageRecovery.Trailer
        var digest: Digest
    }
}

extension CardImage {
    private static func trustPointName(_ index: Int) -> String { "CVCA-\(index + 1).cvcert" }
    private static let signingKeyName = "active-authentication.key"
    private static func keyName(_ index: Int) -> String { "chip-authentication-\(index + 1).key" }

    /// Writes the card as a folder: `card.json`, `files/DG1.bin` …, and the chip's key for its owner only.
    package func write(to folder: URL) throws {
        let filesFolder = folder.appending(path: "files")
        try FileManager.default.createDirectory(at: filesFolder, withIntermediateDirectories: true)
        for file in files {
            try FreshFile.write(file.bytes, to: filesFolder.appending(path: "\(file.file.shortName).bin"))
        }
        for (index, key) in chipAuthenticationKeys.enumerated() {
            try SecretFile.write(key.privateKey, to: folder.appending(path: Self.keyName(index)))
        }
        for (index, root) in trustPoints.enumerated() {
            let file = filesFolder.appending(path: Self.trustPointName(index))
            try FreshFile.write(root.serialized(), to: file)
        }
        if let activeAuthenticationKey {
            try SecretFile.write(activeAuthenticationKey.key.pem(), to: folder.appending(path: Self.signingKeyName))
        }
        let description = CardDescription(
            can: can, mrzInformation: mrzInformation, pin: pin, puk: puk,
            chipAuthenticationKeys: chipAuthenticationKeys.map {
                CardDescription.Key(domain: $0.group.description, keyID: $0.keyID.map { Hex.string($0) })
            },
            activeAuthentication: activeAuthenticationKey.map {
                CardDescription.Signing(trailer: $0.trailer, digest: $0.digest)
            },
            behaviour: behaviour)
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys]
        try SecretFile.write(SecretBytes(encoder.encode(description)), to: folder.appending(path: "card.json"))
    }

    /// Reads a folder that ``write(to:)`` wrote, or that a person made by hand.
    package init(folder: URL) throws {
        let json = try Data(contentsOf: folder.appending(path: "card.json"))
        let description = try JSONDecoder().decode(CardDescription.self, from: json)
        let filesFolder = folder.appending(path: "files")
        let names = try FileManager.default.contentsOfDirectory(atPath: filesFolder.path).sorted()
        let files = try names.compactMap { name -> RawFile? in
            guard name.hasSuffix(".bin"), let file = ElementaryFile(shortName: String(name.dropLast(4))) else {
                return nil
            }
            return RawFile(file, Array(try Data(contentsOf: filesFolder.appending(path: name))))
        }
        let keys = try (description.chipAuthenticationKeys ?? []).enumerated().map { index, key in
            guard let group = DomainParametersName(key.domain) else {
                throw LDSError(.malformed, in: "card.json", "unknown key agreement domain")
            }
            return ChipKey(
                keyID: key.keyID.flatMap { Hex.bytes($0) }, group: group,
                privateKey: SecretBytes(try Data(contentsOf: folder.appending(path: Self.keyName(index)))))
        }
        self.init(
            files: files, can: description.can, mrzInformation: description.mrzInformation,
            chipAuthenticationKeys: keys, behaviour: description.behaviour)
        trustPoints = try names.filter { $0.hasSuffix(".cvcert") }.map { name in
            try CardVerifiableCertificate(
                parsing: Array(try Data(contentsOf: filesFolder.appending(path: name))))
        }
        activeAuthenticationKey = try description.activeAuthentication.map { signing in
            let pem = SecretBytes(try Data(contentsOf: folder.appending(path: Self.signingKeyName)))
            return SigningKey(try PrivateKey(pem: pem), trailer: signing.trailer, digest: signing.digest)
        }
        pin = description.pin
        puk = description.puk
    }
}
