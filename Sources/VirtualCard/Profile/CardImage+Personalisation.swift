package import CardCrypto
package import Foundation
package import LDS
import SmartCard

extension CardImage {
    /// A chip of the kind that Viet Nam issues since 2021, for one citizen, signed by a demo country.
    package static func cccd2021(_ citizen: SyntheticCitizen, by country: DemoCountry, at time: Date) throws
        -> CardImage
    {
        try CardImage(citizen, as: .named("cccd-2021"), by: country, at: time)
    }

    /// Puts a citizen's data on a chip of some kind: what a personalisation bureau does.
    ///
    /// - Parameters:
    ///   - signingKey: for Active Authentication; else a fresh one, which takes a moment with RSA.
    ///   - roots: whom the chip trusts for Terminal Authentication, the newest first.
    package init(
        _ citizen: SyntheticCitizen, as profile: CardProfile, by country: DemoCountry, at time: Date,
        signingKey: PrivateKey? = nil, roots: [CardVerifiableCertificate] = []
    ) throws {
        let mrz = try profile.document == .td1 ? citizen.mrz() : citizen.passportMRZ()
        self.init(
            files: [], can: citizen.can, mrzInformation: mrz.accessKeyInformation, behaviour: profile.behaviour)
        (pin, puk) = (profile.pin, profile.puk)
        trustPoints = profile.terminalAuthentication ? roots : []
        if let wanted = profile.activeAuthentication, let algorithm = wanted.algorithm {
            activeAuthenticationKey = SigningKey(
                try signingKey ?? .generate(algorithm), trailer: wanted.trailer ?? .implicit,
                digest: wanted.digest ?? .sha256)
        }
        let infos = try makeChipKeys(profile)
        var groups: [RawFile] = []
        for file in profile.dataGroups {
            let bytes: [UInt8]? =
                switch file {
                case .dg1: mrz.dataGroup1()
                case .dg2: try Self.portrait(of: citizen, profile.portrait)
                case .dg3: Self.fingerprintPlaceholder
                case .dg13: citizen.nationalData.serialized()
                case .dg14: try Self.dataGroup14(infos, profile)
                case .dg15: try activeAuthenticationKey.map { BERTLV(0x6F, try $0.key.publicKeyInfo()).serialized() }
                default: nil
                }
            if let bytes { groups.append(RawFile(file, bytes)) }
        }
        files = try Self.masterFiles(profile, infos, by: country, at: time)
        files.append(RawFile(.com, COM(dataGroups: groups.map(\.file)).serialized()))
        if !trustPoints.isEmpty {
            files.append(RawFile(.cvca, TrustPoints(trustPoints.map(\.holderReference)).serialized()))
        }
        files.append(try country.securityObject(for: groups, at: time))
        files += groups
    }

    /// Makes the chip's keys for key agreement; the result is what EF.DG14 says of them.
    private mutating func makeChipKeys(_ profile: CardProfile) throws -> SecurityInfos {
        var infos: [SecurityInfo] = []
        for offer in profile.chipAuthentication {
            guard let (agreement, cipher) = offer.suite, let group = DomainParametersName(title: offer.parameters)
            else {
                continue
            }
            let key = try PrivateKey.generate(group.keyAlgorithm)
            let keyID = offer.keyID.map { [UInt8(clamping: $0)] }
            chipAuthenticationKeys.append(try ChipKey(keyID: keyID, key))
            let publicKey = try key.publicKeyInfo(explicitParameters: offer.explicit ?? false)
            infos.append(
                .chipAuthenticationPublicKey(
                    ChipAuthenticationPublicKeyInfo(agreement, subjectPublicKeyInfo: publicKey, keyID: keyID)))
            infos.append(.chipAuthentication(ChipAuthenticationInfo(agreement, cipher, keyID: keyID)))
        }
        if case .ec? = profile.activeAuthentication?.algorithm {
            // How an elliptic-curve key signs (Doc 9303-11 §9.2.4): ecdsa-plain-signatures, TR-03111 §5.2.1.
            let digest = profile.activeAuthentication?.digest ?? .sha256
            let number = (Digest.allCases.firstIndex(of: digest) ?? 0) + 1
            let algorithm = ObjectIdentifier("0.4.0.127.0.7.1.1.4.1.\(number)")
            infos += algorithm.map { [.activeAuthentication(ActiveAuthenticationInfo(signatureAlgorithm: $0))] } ?? []
        }
        if profile.terminalAuthentication { infos.append(.terminalAuthentication(version: 1)) }
        return SecurityInfos(infos)
    }

    private static func dataGroup14(_ infos: SecurityInfos, _ profile: CardProfile) throws -> [UInt8]? {
        let offers = profile.repeatsPACE ? profile.pace.compactMap(\.info).map { SecurityInfo.pace($0) } : []
        let all = SecurityInfos(infos.infos + offers)
        return all.infos.isEmpty ? nil : try all.dataGroup14()
    }

    /// EF.ATR/INFO, EF.CardAccess and EF.CardSecurity.
    private static func masterFiles(
        _ profile: CardProfile, _ infos: SecurityInfos, by country: DemoCountry, at time: Date
    ) throws -> [RawFile] {
        var files: [RawFile] = []
        let offers = profile.pace.compactMap(\.info)
        if !offers.isEmpty {
            var access: [SecurityInfo] = profile.terminalAuthentication ? [.terminalAuthentication(version: 1)] : []
            access += infos.infos.filter { if case .chipAuthentication = $0 { true } else { false } }
            access += offers.map { .pace($0) }
            files.append(RawFile(.cardAccess, try SecurityInfos(access).serialized()))
            if offers.contains(where: { $0.protocol.mapping == .chipAuthentication }) {
                let keys = infos.infos.filter { if case .chipAuthenticationPublicKey = $0 { true } else { false } }
                files.append(try country.cardSecurity(SecurityInfos(access + keys), at: time))
            }
        }
        if let lengths = profile.statedLengths {
            let sizes = [lengths.command, lengths.response].map {
                BERTLV(0x02, ($0 > 0x7FFF ? [0x00] : []) + [UInt8($0 >> 8), UInt8($0 & 0xFF)])
            }
            let capabilities = BERTLV(0x47, CardCapabilities.travelDocument.octets)
            files.append(RawFile(.atrInfo, capabilities.serialized() + BERTLV(0x7F66, sizes).serialized()))
        }
        return files
    }

    private static func portrait(of citizen: SyntheticCitizen, _ wanted: CardProfile.Portrait) throws -> [UInt8] {
        let image = try citizen.faceImage(wanted.format == .jpeg ? .jpeg : .jpeg2000)
        guard let width = wanted.headerWidth, let height = wanted.headerHeight else { return image.dataGroup2() }
        return image.dataGroup2(headerSize: FaceImage.Size(width: width, height: height))
    }

    /// EF.DG3 is locked by Terminal Authentication, so a reader sees its hash in EF.SOD and 6982 on the file.
    /// An empty biometric template group (Doc 9303-10 §4.7.3.1).
    private static let fingerprintPlaceholder = BERTLV(0x63, [BERTLV(0x7F61, [BERTLV(0x02, [0x00])])]).serialized()
}
