import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import SmartCard
import VirtualCard

/// One country and card for all tests of reading: keys take a moment to make.
enum TestCard {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)
    static let country = Result {
        try DemoCountry.create(
            in: FileManager.default.temporaryDirectory.appending(path: "country-\(UUID())").path, at: time)
    }
    private static let cccd = Result {
        try CardImage.cccd2021(SyntheticCitizen(seed: 7), by: country.get(), at: time)
    }

    static func image() throws -> CardImage { try cccd.get() }

    static func report(_ reading: DocumentReading) throws -> PassiveAuthentication.Report {
        PassiveAuthentication(trustStore: TrustStore(anchors: [try country.get().csca]))
            .verify(reading.files, at: time)
    }
}

extension CardImage {
    /// Puts a file on the card, in the place of one that is there.
    mutating func replace(_ file: ElementaryFile, _ bytes: [UInt8]) {
        files.removeAll { $0.file == file }
        files.append(RawFile(file, bytes))
    }

    /// Signs the data groups anew.
    mutating func sign() throws {
        let sod = try TestCard.country.get().securityObject(for: files, at: TestCard.time)
        replace(.sod, sod.bytes)
    }

    /// Adds infos to EF.DG14.
    mutating func addToDataGroup14(_ infos: [SecurityInfo]) throws {
        let old = try SecurityInfos(parsingDataGroup14: file(.dg14)?.bytes ?? [])
        replace(.dg14, try SecurityInfos(old.infos + infos).dataGroup14())
        try sign()
    }
}
