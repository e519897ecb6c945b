import CardCrypto
import DocumentPKI
import Foundation
import TestData
import Testing

@Suite("Import of LDIF")
struct DirectoryImportTests {
    /// A directory with three document signers of a state, one of another, a revocation list and an authority.
    private func directory(_ state: MadeUpState, _ stranger: MadeUpState) throws -> MadeUpDirectory {
        var directory = MadeUpDirectory()
        for number in 1...3 {
            directory.add(
                "cn=DS\(number),o=dsc,c=XO", "userCertificate;binary", try state.documentSigner("DS \(number)").der)
        }
        directory.add("cn=X,o=dsc,c=XS", "userCertificate;binary", try stranger.documentSigner().der)
        directory.add("cn=CRL,o=crl,c=XO", "certificateRevocationList;binary", try state.revocationList())
        directory.add("cn=CSCA,o=csca,c=XS", "cACertificate;binary", stranger.authority.der)
        return directory
    }

    @Test("signers of trusted authorities become known, others are refused", arguments: ["\n", "\r\n"])
    func known(lineEnd: String) throws {
        let (state, stranger) = (try MadeUpState(), try MadeUpState("XS"))
        let trust = TemporaryTrust()
        var directory = try directory(state, stranger)
        directory.lineEnd = lineEnd
        let files = [("pkd", directory.bytes), ("csca", state.authority.der)]
        let report = try trust.importing(files)
        #expect(report.files[0].kind == .directory && report.files[1].kind == .certificates)
        #expect(report.counts == ["added": 5, "refused": 2])
        #expect(report.refusals == ["issuer-unknown": 1, "not-pinned": 1])
        let again = try trust.importing(files)
        #expect(again.counts == ["already-there": 5, "refused": 2])
        #expect(!again.hasChanged)
        let store = try trust.store()
        #expect(store.anchors == [state.authority])
        #expect(store.documentSignerEncodings.count == 3)
        #expect(store.revocationLists.count == 1)
    }

    @Test("a document signer is found by each of its names")
    func found() throws {
        let state = try MadeUpState()
        let signer = try state.documentSigner()
        var directory = MadeUpDirectory()
        directory.add("cn=DS", "userCertificate;binary", signer.der)
        let trust = TemporaryTrust()
        _ = try trust.importing([("csca", state.authority.der), ("pkd", directory.bytes)])
        let store = try trust.store()
        let name = SignerIdentifier.issuerAndSerialNumber(
            issuerHash: signer.issuerHash, serialNumber: signer.serialNumber)
        #expect(store.documentSigners(name) == [signer])
        #expect(store.documentSigners(.subjectKeyIdentifier(try #require(signer.subjectKeyID))) == [signer])
        #expect(store.documentSigners(.subjectKeyIdentifier([1, 2, 3])).isEmpty)
    }

    @Test("an authority of a directory is trusted by its own pin alone")
    func pinned() throws {
        let (state, stranger) = (try MadeUpState(), try MadeUpState("XS"))
        let trust = TemporaryTrust()
        let bytes = try directory(state, stranger).bytes
        let report = try trust.importing([("pkd", bytes)], pins: [TrustPin(stranger.authority)])
        #expect(report.counts == ["added": 2, "refused": 4])
        #expect(try trust.store().anchors == [stranger.authority])
    }

    @Test("changes: an entry that is deleted goes, a revocation list and an authority stay")
    func changes() throws {
        let (state, stranger) = (try MadeUpState(), try MadeUpState("XS"))
        let trust = TemporaryTrust()
        let pins = [TrustPin(stranger.authority)]
        let bytes = try directory(state, stranger).bytes
        _ = try trust.importing([("pkd", bytes), ("csca", state.authority.der)], pins: pins)
        var delta = MadeUpDirectory()
        for name in ["cn=DS1,o=dsc,c=XO", "cn=CRL,o=crl,c=XO", "cn=CSCA,o=csca,c=XS", "cn=nobody"] {
            delta.delete(name)
        }
        delta.add("cn=DS4,o=dsc,c=XO", "userCertificate;binary", try state.documentSigner("DS 4").der, change: "add")
        delta.text += "dn: cn=DS2\nchangetype: modrdn\nnewrdn: cn=DS9\ndeleteoldrdn: 1\n\n"
        let report = try trust.importing([("delta", delta.bytes)])
        #expect(report.counts == ["withdrawn": 2, "already-gone": 3, "added": 1, "refused": 1], "\(report.rows)")
        #expect(report.refusals == ["unsupported": 1])
        let store = try trust.store()
        #expect(store.documentSignerEncodings.count == 4)
        #expect(store.anchors.count == 2 && store.revocationLists.count == 1)
    }

    @Test("a modification that replaces is taken, one that deletes values is named")
    func modification() throws {
        let state = try MadeUpState()
        let trust = TemporaryTrust()
        _ = try trust.importing([("csca", state.authority.der), ("crl", state.revocationList())])
        let newer = Data(try state.revocationList(at: TemporaryTrust.now + 60)).base64EncodedString()
        let text = """
            dn: cn=CRL
            changetype: modify
            replace: certificateRevocationList;binary
            certificateRevocationList;binary:: \(newer)
            -

            dn: cn=DS
            changetype: modify
            delete: userCertificate;binary
            -

            dn: cn=URL
            userCertificate;binary:< file:///etc/passwd
            """
        let report = try trust.importing([("delta", Array(text.utf8))])
        #expect(report.counts == ["added": 1, "refused": 2])
        #expect(report.refusals == ["unsupported": 1, "malformed": 1])
    }

    @Test("cut anywhere it gives what is whole, and nothing traps")
    func cut() throws {
        let (state, stranger) = (try MadeUpState(), try MadeUpState("XS"))
        let bytes = try directory(state, stranger).bytes
        for part in 0...50 {
            let trust = TemporaryTrust()
            let report = try trust.importing(
                [("pkd", Array(bytes.prefix(bytes.count * part / 50))), ("csca", state.authority.der)])
            #expect(report.files[1].count("added") == 1)
            #expect(report.files[0].count("added") <= 4)
        }
    }

    @Test("a bad record does not hide the next one")
    func garbage() throws {
        let state = try MadeUpState()
        let good = try state.documentSigner()
        var directory = MadeUpDirectory()
        directory.add("cn=1", "userCertificate;binary", [0x30, 0x03, 0x01])
        directory.text +=
            "dn cn=2\nuserCertificate;binary:: !!!\n\nnothing\n\ndn: cn=3\nuserCertificate;binary:: !!!\n\n"
        directory.text += "\u{0}\u{1}\u{FF}\n\n"
        directory.add("cn=4", "userCertificate;binary", good.der)
        let trust = TemporaryTrust()
        let report = try trust.importing([("pkd", directory.bytes), ("csca", state.authority.der)])
        #expect(report.counts == ["added": 2, "refused": 5])
        #expect(report.refusals == ["unreadable": 1, "malformed": 4])
    }

    @Test("a master list in a directory needs its pin like any other", .needs("master-lists"))
    func masterList() throws {
        var directory = MadeUpDirectory()
        directory.add("cn=NL,o=ml,c=NL", "pkdMasterListContent", try PublishedList.bytes(PublishedList.dutch))
        let trust = TemporaryTrust()
        #expect(try trust.importing([("pkd", directory.bytes)]).refusals == ["not-pinned": 1])
        let report = try trust.importing([("pkd", directory.bytes)], pins: [PublishedList.pin(PublishedList.dutch)])
        #expect(report.counts == ["added": 411])
        let again = try trust.importing(
            [("list", PublishedList.bytes(PublishedList.dutch))], pins: [PublishedList.pin(PublishedList.dutch)])
        #expect(!again.hasChanged)
    }
}
