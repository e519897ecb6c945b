import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import SmartCard
import Testing
import VirtualCard

/// Nothing weaker happens in silence.
@Suite("Downgrades")
struct DowngradeTests {
    private let strong = PACEInfo(PACEProtocol(.generic, .ecdh, .aes256), parameterID: 16)
    private let weak = PACEInfo(PACEProtocol(.generic, .ecdh, .tripleDES), parameterID: 12)

    private func finding(_ check: Check, _ reading: DocumentReading) throws -> InspectionFinding? {
        try TestCard.report(reading).findings.first { $0.check == check }
    }

    @Test("EF.CardAccess that hides an offer of EF.DG14, or has one more, makes the document invalid")
    func cardAccess() async throws {
        for (shown, isHonest) in [([strong, weak], true), ([weak], false), ([weak, strong], true), ([], false)] {
            var image = try TestCard.image()
            try image.addToDataGroup14([.pace(strong), .pace(weak)])
            image.replace(.cardAccess, try SecurityInfos(shown.map { .pace($0) }).serialized())
            let passwords = [try Password.can(image.can), try .mrz(information: image.mrzInformation)]
            let reading = try await DocumentReader(VirtualCard(image), passwords: passwords).read()
            if shown.count == 2 { #expect(reading.accessProtocol == strong.protocol.description) }
            #expect(try finding(.cardAccess, reading)?.result == (isHonest ? .passed : .failed))
            #expect(try TestCard.report(reading).verdict == (isHonest ? .valid : .invalid))
        }
    }

    @Test("a card that refuses PACE before the password is opened by BAC, which shows, or not at all")
    func pacePolicy() async throws {
        var image = try TestCard.image()
        image.behaviour.quirks = [.refusesPACE(.securityStatusNotSatisfied)]
        let mrz = try Password.mrz(information: image.mrzInformation)
        let reading = try await DocumentReader(VirtualCard(image), passwords: [mrz]).read()
        #expect(reading.isDowngraded)
        #expect(reading.pace.word == "failed" && reading.bac == .passed)
        #expect(reading.refusedOffers.count == 1)
        let error = await #expect(throws: EMRTDError.self) {
            try await DocumentReader(
                VirtualCard(image), passwords: [mrz], policy: ReadingPolicy(allowsBACBesidePACE: false)
            ).read()
        }
        #expect(error?.code == .downgradeRefused)
    }

    @Test("Chip Authentication Mapping proves the chip where EF.CardSecurity is the state's")
    func mapping() async throws {
        let offer = PACEInfo(PACEProtocol(.chipAuthentication, .ecdh, .aes128), parameterID: 13)
        let key = try PrivateKey.generate(.ec(.brainpoolP256r1))
        let info = ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: try key.publicKeyInfo(), keyID: [13])
        let infos = SecurityInfos([.pace(offer), .chipAuthenticationPublicKey(info)])
        var image = try TestCard.image()
        image.replace(.cardAccess, try SecurityInfos([.pace(offer)]).serialized())
        image.replace(.cardSecurity, try TestCard.country.get().cardSecurity(infos, at: TestCard.time).bytes)
        image.chipAuthenticationKeys = [try CardImage.ChipKey(keyID: [13], key)]
        let password = try Password.can(image.can)
        let reading = try await DocumentReader(VirtualCard(image), passwords: [password]).read()
        #expect(reading.chipAuthentication == .passed && reading.provesByMapping)
        #expect(!reading.measures.map(\.phase).contains(.chipAuthentication))
        #expect(try finding(.cardSecurity, reading)?.result == .passed)
        #expect(try finding(.cardAccess, reading)?.result == .passed)

        var clone = image
        try clone.forgetChipKey()
        let copied = try await DocumentReader(VirtualCard(clone), passwords: [password]).read()
        #expect(copied.chipAuthentication.word == "failed")

        var forged = image
        let folder = FileManager.default.temporaryDirectory.appending(path: "other-country-\(UUID())").path
        let other = try DemoCountry.create(in: folder, at: TestCard.time)
        forged.replace(.cardSecurity, try other.cardSecurity(infos, at: TestCard.time).bytes)
        let stranger = try await DocumentReader(VirtualCard(forged), passwords: [password]).read()
        #expect(try finding(.cardSecurity, stranger)?.result == .failed)
        #expect(try TestCard.report(stranger).verdict == .invalid)
    }
}
