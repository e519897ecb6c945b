import CardCrypto
package import Foundation
import LDS
import SmartCard

/// What `card.json` holds beside the raw files.
private struct CardDescription: Codable {
    var can: String
    var mrzInformation: String
    var chipAuthenticationCurve: String?
    var behaviour: CardBehaviour
}

extension CardImage {
    private static let keyName = "chip-authentication.key"

    /// Writes the card as a folder: `card.json`, `files/DG1.bin` …, and the chip's key for its owner only.
    package func write(to folder: URL) throws {
        let filesFolder = folder.appending(path: "files")
        try FileManager.default.createDirectory(at: filesFolder, withIntermediateDirectories: true)
        for file in files {
            try Data(file.bytes).write(to: filesFolder.appending(path: "\(file.file.shortName).bin"), options: .atomic)
        }
        if let chipAuthenticationKey {
            try SecretFile.write(chipAuthenticationKey.privateKey, to: folder.appending(path: Self.keyName))
        }
        let description = CardDescription(
            can: can, mrzInformation: mrzInformation,
            chipAuthenticationCurve: chipAuthenticationKey?.curve.rawValue, behaviour: behaviour)
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
        let curve = description.chipAuthenticationCurve.flatMap { EllipticCurve.Name(rawValue: $0) }
        let key = try curve.map { curve in
            ChipKey(
                curve: curve,
                privateKey: SecretBytes(try Data(contentsOf: folder.appending(path: Self.keyName))))
        }
        self.init(
            files: files, can: description.can, mrzInformation: description.mrzInformation,
            chipAuthenticationKey: key, behaviour: description.behaviour)
    }
}
