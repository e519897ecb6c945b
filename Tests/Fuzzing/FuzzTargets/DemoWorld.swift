import CardCrypto
import DocumentPKI
import Foundation
import LDS
import VirtualCard

/// A country and a card of its own, made when they are first needed: the keys differ from run to run, all else does not.
enum DemoWorld {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)

    private static let country = Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "fuzzed-country-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try DemoCountry.create(in: folder.path, at: time)
    }

    private static let issued = Result {
        var image = try CardImage.cccd2021(SyntheticCitizen(seed: 1), by: country.get(), at: time)
        // The image is the fuzzer's matter elsewhere; here it only costs exchanges.
        image.replace(.dg2, try FaceImage([0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0, 0xFF, 0xD9]).dataGroup2())
        image.files.removeAll { $0.file == .sod }
        image.files.append(try country.get().securityObject(for: image.files, at: time))
        return image
    }

    static func card() throws -> CardImage { try issued.get() }

    static func authority() throws -> Certificate { try country.get().csca }

    static func authentication() throws -> PassiveAuthentication {
        PassiveAuthentication(trustStore: TrustStore(anchors: [try country.get().csca]))
    }

    /// The groups of Doc 9303-11 table 5.
    static let domains: [any DomainParameters] = [
        DomainParametersName.curve(.p192), .curve(.p521), .curve(.brainpoolP256r1), .prime(.modp1024q160),
    ].compactMap { try? $0.parameters() }
}

extension CardImage {
    mutating func replace(_ file: ElementaryFile, _ bytes: [UInt8]) {
        files.removeAll { $0.file == file }
        files.append(RawFile(file, bytes))
    }
}
