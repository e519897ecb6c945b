import DocumentPKI
import Foundation
import TestData
import Testing

/// A trust folder of one test.
final class TemporaryTrust {
    let url = FileManager.default.temporaryDirectory.appending(path: "trust-\(UUID())")
    var folder: TrustFolder { TrustFolder(url.path) }
    static let now = Date(timeIntervalSince1970: 1_790_000_000)

    deinit { try? FileManager.default.removeItem(at: url) }

    func importing(
        _ files: [(name: String, bytes: [UInt8])], pins: [TrustPin] = [], at now: Date = now,
        _ change: (inout TrustImport.Options) -> Void = { _ in }
    ) throws -> TrustImportReport {
        var options = TrustImport.Options()
        options.pins = pins
        change(&options)
        return try folder.importing(files.map { .init(name: $0.name, bytes: $0.bytes) }, options: options, at: now)
    }

    func store() throws -> TrustStore { try TrustStore.load(folder: url.path).store }

    /// Everything that the database says, for comparisons.
    func bytes() throws -> Data { try Data(contentsOf: url.appending(path: "trust.sqlite")) }
}

extension TrustImportReport {
    /// How many rows ended how.
    var counts: [String: Int] { Dictionary(rows.map { ($0.outcome.code, 1) }, uniquingKeysWith: +) }
    /// How many rows were refused why.
    var refusals: [String: Int] {
        Dictionary(rows.compactMap(\.refusal).map { ($0.code.rawValue, 1) }, uniquingKeysWith: +)
    }
}

/// The lists of two states, and the roots that their signers lead to.
enum PublishedList {
    static let german = "DE_ML_2026-05-28-08-28-45.ml"
    static let dutch = "NL_ML_2026-07-22.ml"

    static func bytes(_ name: String) throws -> [UInt8] { try TestData.bytes("master-lists/\(name)") }

    static func pin(_ name: String) throws -> TrustPin {
        let file = name == german ? "DE_ROOT_CA_CSCA07.cer" : "NL_ROOT_CA.cer"
        return TrustPin(try #require(try TrustFolder.certificates(bytes(file)).first))
    }
}
