import CardCrypto
import DocumentPKI
import Foundation
import Testing

/// Failures of trust data that a person is told by their code, each brought about by data that give it.
@Suite("The failures of trust data, by their codes")
struct TrustFailureCodeTests {
    private func masterList(of type: String) throws -> [UInt8] {
        let authority = try TrustBundleTests.Authority(purpose: nil)
        return try SignedData.sign(
            [0x30, 0x05, 0x02, 0x01, 0x00, 0x31, 0x00], contentType: type, key: authority.signerKey,
            certificate: authority.signer, digest: .sha256, signingTime: TemporaryTrust.now, isDetached: false,
            isCAdES: true)
    }

    @Test(
        "signed content that is no master list, and a master list of one who may not sign any",
        arguments: [("1.2.840.113549.1.7.1", "trust-data-malformed"), ("2.23.136.1.1.2", "trust-data-not-allowed")])
    func masterLists(type: String, code: String) throws {
        let bytes = try masterList(of: type)
        let error = #expect(throws: TrustError.self) { try MasterList(parsing: bytes) }
        #expect(error?.code.rawValue == code)
    }

    @Test("a trust folder that cannot be made")
    func folder() throws {
        let file = FileManager.default.temporaryDirectory.appending(path: "trust-\(UUID())")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        let error = #expect(throws: TrustError.self) {
            try TrustFolder(file.appending(path: "trust").path).importing([], options: .init(), at: TemporaryTrust.now)
        }
        #expect(error?.code.rawValue == "trust-store-failed")
    }
}
