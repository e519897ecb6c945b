import CardCrypto
import DocumentPKI
import Foundation
import Testing

@Suite("Import of revocation lists")
struct RevocationListImportTests {
    @Test("the newest list of an authority counts; an older, a stranger's and a forged one are refused")
    func newest() throws {
        let (state, stranger) = (try MadeUpState(), try MadeUpState("XS"))
        let signer = try state.documentSigner()
        let trust = TemporaryTrust()
        let first = try state.revocationList()
        #expect(try trust.importing([("crl", first)]).refusals == ["issuer-unknown": 1])
        _ = try trust.importing([("csca", state.authority.der)])
        #expect(try trust.importing([("crl", first)]).counts == ["added": 1])
        #expect(try trust.importing([("crl", first)]).counts == ["already-there": 1])
        #expect(try trust.store().revocationList(for: signer)?.revocation(of: signer) == nil)

        let second = try state.revocationList(of: [signer], at: TemporaryTrust.now + 60)
        #expect(try trust.importing([("crl", second)]).counts == ["added": 1])
        #expect(try trust.store().revocationList(for: signer)?.revocation(of: signer) != nil)
        #expect(try trust.store().revocationLists.count == 1)

        #expect(try trust.importing([("crl", first)]).refusals == ["older": 1])
        let forged = try state.revocationList(at: TemporaryTrust.now + 90, signedBy: stranger.key)
        #expect(try trust.importing([("crl", forged)]).refusals == ["signature-invalid": 1])
        #expect(try trust.store().revocationList(for: signer)?.revocation(of: signer) != nil)
    }

    @Test("several certificates and a list in one PEM text; what is no trust data is told")
    func pem() throws {
        let (one, two) = (try MadeUpState(), try MadeUpState("XS"))
        let list = Data(try one.revocationList()).base64EncodedString(options: .lineLength64Characters)
        let text = """
            Two states and a list.
            \(try one.authority.pem)
            \(try two.authority.pem)
            -----BEGIN X509 CRL-----
            \(list)
            -----END X509 CRL-----
            -----BEGIN PRIVATE KEY-----
            AAAA
            -----END PRIVATE KEY-----
            -----BEGIN CERTIFICATE-----
            AAAA
            """
        let trust = TemporaryTrust()
        let report = try trust.importing([("all", Array(text.utf8))])
        #expect(report.counts == ["added": 3, "refused": 2])
        #expect(report.refusals == ["not-recognised": 1, "unreadable": 1])
    }

    @Test(
        "what is nothing of ours is refused by name", arguments: [[], [0x30], [0x30, 0x80, 0, 0], Array("hello".utf8)])
    func unknown(bytes: [UInt8]) throws {
        let trust = TemporaryTrust()
        #expect(try trust.importing([("x", bytes)]).refusals == ["not-recognised": 1])
        #expect(try trust.store().anchors.isEmpty)
    }

    @Test("a document signer is known where its authority is trusted, and never trusted itself")
    func documentSigner() throws {
        let (state, stranger) = (try MadeUpState(), try MadeUpState("XS"))
        let trust = TemporaryTrust()
        let report = try trust.importing([
            ("ds", state.documentSigner().der), ("stranger", stranger.documentSigner().der),
            ("csca", state.authority.der),
        ])
        #expect(report.counts == ["added": 2, "refused": 1])
        #expect(try trust.store().anchors == [state.authority])
    }
}
