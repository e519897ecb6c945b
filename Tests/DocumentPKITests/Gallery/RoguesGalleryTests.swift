import CardCrypto
import DocumentPKI
import Foundation
import LDS
import SmartCard
import TestData
import Testing
import VirtualCard

/// What forgers do, each with the reason for which it is refused. What the chip itself must prove is in
/// `InspectionTests`.
@Suite("Rogues' gallery")
struct RoguesGalleryTests {
    private let state: TestState
    private let signer: TestState.Signer
    private let genuine: [RawFile]
    private static let day = TestState.day
    private static let time = TestState.time

    init() throws {
        state = try TestState()
        signer = try state.signer()
        genuine = try TestState.document(by: signer)
    }

    @Test("the genuine document, before anybody touched it")
    func untouched() {
        let report = state.report(genuine)
        #expect(report.verdict == .valid)
        #expect(report.failures.isEmpty)
        #expect(report.document != nil)
    }

    @Test("an altered group", arguments: [1, 2, 13, 14, 15])
    func altered(group: Int) {
        let files = genuine.map { file in
            file.file == .dataGroup(group)
                ? RawFile(file.file, file.bytes.dropLast() + [(file.bytes.last ?? 0) ^ 1]) : file
        }
        let report = state.report(files)
        #expect(report.verdict == .invalid && report.document == nil)
        #expect(report.failures[.dataGroupHash] == .changed)
        #expect(report.row(.dataGroupHash)?.subject == "DG\(group)")
    }

    @Test("a group of another genuine card", arguments: [1, 2, 13])
    func swapped(group: Int) throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("country-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        let other = try CardImage.cccd2021(
            SyntheticCitizen(seed: 11), by: DemoCountry.create(in: folder.path, at: Self.time), at: Self.time)
        let document = try TestState.document(by: signer, files: other.files)
        #expect(state.report(document).verdict == .valid)
        let stranger = try #require(document.first { $0.file == .dataGroup(group) })
        let report = state.report(TestState.replaced(genuine, stranger))
        #expect(report.verdict == .invalid)
        #expect(report.failures[.dataGroupHash] == .changed)
    }

    @Test("signed anew by a signer whom nobody certified, with the names of the real one")
    func resigned() throws {
        let forger = try TestState()
        let report = state.report(try TestState.document(by: forger.signer()))
        #expect(report.verdict == .noTrustAnchor && report.document == nil)
        #expect(report.row(.chain)?.reason == .noTrustAnchor)
        // It names the real authority's key as well.
        let key = try PrivateKey.generate(.ec(.p256))
        var der = try state.signer(key: key).certificate.der
        der[der.count - 1] ^= 1
        let named = state.report(try TestState.document(by: (Certificate(der: der), key)))
        #expect(named.verdict == .invalid)
        #expect(named.failures == [.chain: .chainBroken])
    }

    @Test("a signer that had expired when it signed, or had not begun")
    func signerTimes() throws {
        let old = try state.signer(from: Self.time - 300 * Self.day, to: Self.time - 100 * Self.day)
        let late = state.report(try TestState.document(by: old, at: Self.time - 50 * Self.day))
        #expect(late.verdict == .invalid && late.failures == [.validity: .signerExpired])
        let early = state.report(try TestState.document(by: old, at: Self.time - 400 * Self.day))
        #expect(early.failures == [.validity: .signerNotYetValid])
        // In its time it is right, however long ago that was.
        let then = state.report(try TestState.document(by: old, at: Self.time - 200 * Self.day))
        #expect(then.verdict == .valid)
    }

    @Test("a signing time in the future does not make an expired signer valid, nor one to come")
    func signingTimeInTheFuture() throws {
        let future = try state.signer(from: Self.time + 10 * Self.day)
        let report = state.report(try TestState.document(by: future, at: Self.time + 20 * Self.day))
        #expect(report.failures == [.validity: .signerNotYetValid])
    }

    @Test("a revoked signer, whenever it says that it signed; an old list; no list")
    func revoked() throws {
        func list(_ revoked: [Certificate], from start: TimeInterval, to end: TimeInterval) throws -> RevocationList {
            try RevocationListTemplate(
                revoked: revoked.map { ($0, Self.time - 5 * Self.day) }, thisUpdate: Self.time + start,
                nextUpdate: Self.time + end
            ).issue(by: state.csca, key: state.cscaKey, digest: .sha256)
        }
        let fresh = try list([signer.certificate], from: -Self.day, to: 30 * Self.day)
        let report = state.report(genuine, lists: [fresh])
        #expect(report.verdict == .invalid && report.failures == [.revocation: .revoked])
        let backdated = try TestState.document(by: signer, at: Self.time - 20 * Self.day)
        #expect(state.report(backdated, lists: [fresh]).failures == [.revocation: .revoked])

        let other = try list([state.signer().certificate], from: -Self.day, to: 30 * Self.day)
        #expect(state.report(genuine, lists: [other]).row(.revocation)?.reason == .notRevoked)
        // The newest list counts.
        let older = try list([], from: -10 * Self.day, to: 30 * Self.day)
        #expect(state.report(genuine, lists: [older, fresh]).verdict == .invalid)

        let stale = try list([], from: -60 * Self.day, to: -30 * Self.day)
        let old = state.report(genuine, lists: [stale])
        #expect(old.verdict == .valid && old.row(.revocation)?.reason == .revocationListStale)
        #expect(state.report(genuine, policy: .strict, lists: [stale]).verdict == .incomplete)
        #expect(state.report(genuine, policy: .strict).row(.revocation)?.reason == .noRevocationList)

        // A list that somebody else signed in the authority's name says nothing.
        let forger = try TestState()
        let forged = try RevocationListTemplate(
            revoked: [(signer.certificate, Self.time)], thisUpdate: Self.time, nextUpdate: nil
        ).issue(by: forger.csca, key: forger.cscaKey, digest: .sha256)
        #expect(state.report(genuine, lists: [forged]).row(.revocation)?.reason == .noRevocationList)
    }

    @Test("an expired authority, with and without a link to one that is valid")
    func expiredAuthority() throws {
        let old = try TestState(from: Self.time - 4000 * Self.day, to: Self.time - 10 * Self.day)
        let document = try TestState.document(by: old.signer())
        #expect(old.report(document).failures == [.validity: .authorityExpired])
        let new = try TestState()
        let link = try TestState.authority("CSCA", "VN", Self.time - 20 * Self.day, Self.time + 4000 * Self.day)
            .issue(for: old.cscaKey, issuer: (new.csca, new.cscaKey), digest: .sha256)
        #expect(old.report(document, more: [new.csca]).failures == [.validity: .authorityExpired])
        let linked = old.report(document, more: [new.csca, link])
        #expect(linked.verdict == .valid, "\(linked.failures)")
    }

    @Test("a chip's key that nobody signed, and one that was signed and is hidden", arguments: [14, 15])
    func chipKeys(group: Int) throws {
        let without = try TestState.document(by: signer, files: genuine.filter { $0.file != .dataGroup(group) })
        let added = without + genuine.filter { $0.file == .dataGroup(group) }
        let unsigned = state.report(added)
        #expect(unsigned.verdict == .invalid)
        #expect(unsigned.failures[.unsignedDataGroup] == .notSigned)
        #expect(unsigned.row(.unsignedDataGroup)?.parameters["groups"] == "DG\(group)")
        let hidden = state.report(genuine.filter { $0.file != .dataGroup(group) })
        #expect(hidden.failures[.hiddenDataGroup] == .hidden)
        #expect(hidden.verdict == .invalid)
    }

    @Test("SHA-1: a strict policy and a kiosk refuse it, the counter's officer sees it")
    func weakDigest() throws {
        let files = try TestState.image.get().files
        let signed = try SignedData.sign(
            TestState.securityObject(files, .sha1).serialized(), contentType: "2.23.136.1.1.1", key: signer.key,
            certificate: signer.certificate, digest: .sha1, signingTime: Self.time, isDetached: false, isCAdES: false)
        let document = TestState.replaced(files, TestState.sod(signed))
        for policy in InspectionPolicy.shipped {
            let report = state.report(document, policy: policy)
            #expect(report.failures == [.algorithms: .weakAlgorithms])
            #expect(report.verdict == (policy == .counter ? .valid : .notAccepted), "\(policy.name)")
        }
    }

    @Test("bytes behind the end of EF.SOD, of its SignedData and of its list")
    func trailingBytes() throws {
        let sod = try #require(genuine.first { $0.file == .sod })
        let behindFile = TestState.replaced(genuine, RawFile(.sod, sod.bytes + [0]))
        #expect(state.report(behindFile).failures == [.securityObject: .trailingBytes])
        let signedData = try BERTLV(parsing: sod.bytes).value
        let behindSignedData = TestState.replaced(genuine, TestState.sod(signedData + [0x05, 0x00]))
        #expect(state.report(behindSignedData).failures == [.securityObject: .trailingBytes])
        let content = try TestState.securityObject(genuine).serialized() + [0x05, 0x00]
        let signed = try SignedData.sign(
            content, contentType: "2.23.136.1.1.1", key: signer.key, certificate: signer.certificate,
            digest: .sha256, signingTime: Self.time, isDetached: false, isCAdES: false)
        let behindList = state.report(TestState.replaced(genuine, TestState.sod(signed)))
        #expect(behindList.failures == [.securityObject: .malformed])
    }

    @Test("two signers, both genuine")
    func twoSigners() throws {
        let openSSL = try OpenSSLCommand()
        defer { openSSL.remove() }
        let second = try state.signer()
        try openSSL.write(Array(second.certificate.pem.utf8), "second.pem")
        try openSSL.write(second.key.pem().exposed(), "second.key")
        let sod = try openSSL.sign(
            TestState.securityObject(genuine), by: signer, ["-signer", "second.pem", "-inkey", "second.key"])
        let report = state.report(TestState.replaced(genuine, sod))
        #expect(report.verdict == .invalid)
        #expect(report.failures == [.securityObject: .signerCount])
    }

    @Test("a signer of another state, and one whose authority is of another")
    func foreignSigner() throws {
        let utopia = try TestState("Utopia", country: "UT")
        let foreign = utopia.report(try TestState.document(by: utopia.signer(country: "UT")))
        #expect(foreign.verdict == .invalid && foreign.failures == [.country: .otherCountry])
        let disguised = utopia.report(try TestState.document(by: utopia.signer(country: "VN")))
        #expect(disguised.failures == [.country: .otherCountry])
    }

    @Test("EF.CardAccess with the strong protocols left out: a downgrade of PACE")
    func downgrade() throws {
        let offers: [SecurityInfo] = [
            .pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 13)),
            .pace(PACEInfo(PACEProtocol(.generic, .ecdh, .tripleDES), parameterID: 13)),
        ]
        let old = try SecurityInfos(
            parsingDataGroup14: try #require(genuine.first { $0.file == .dg14 }).bytes)
        let rest = old.infos.filter { if case .pace = $0 { false } else { true } }
        func document(showing shown: [SecurityInfo]) throws -> [RawFile] {
            let files = TestState.replaced(
                genuine, RawFile(.dg14, try SecurityInfos(rest + offers).dataGroup14()))
            return TestState.replaced(
                try TestState.document(by: signer, files: files),
                RawFile(.cardAccess, try SecurityInfos(shown).serialized()))
        }
        #expect(state.report(try document(showing: offers)).verdict == .valid)
        let hidden = state.report(try document(showing: [offers[1]]))
        #expect(hidden.verdict == .invalid && hidden.failures == [.cardAccess: .offersHidden])
        let added = state.report(
            try document(
                showing: offers + [.pace(PACEInfo(PACEProtocol(.integrated, .ecdh, .aes128), parameterID: 13))]))
        #expect(added.failures == [.cardAccess: .offersAdded])
    }

    @Test("EF.COM that lists other groups than were signed is told; a kiosk refuses it")
    func comDiffers() throws {
        let com = RawFile(.com, COM(dataGroups: [.dg1, .dg2, .dg13]).serialized())
        let files = TestState.replaced(genuine, com)
        #expect(state.report(files).failures == [.com: .differs])
        #expect(state.report(files).verdict == .valid)
        #expect(state.report(files, policy: .kiosk).verdict == .invalid)
    }
}
