import CardCrypto
package import Foundation
import LDS
import SmartCard

extension CardImage {
    /// A chip of the kind that Viet Nam issues since 2021, for one citizen, signed by a demo country.
    package static func cccd2021(_ citizen: SyntheticCitizen, by country: DemoCountry, at time: Date) throws
        -> CardImage
    {
        let chipKey = try PrivateKey.generate(.ec(.brainpoolP256r1))
        let signingKey = try PrivateKey.generate(.rsa(bits: 2048))
        let mrz = try citizen.mrz()
        let portrait = try citizen.faceImage()
        let dataGroups = [
            RawFile(.dg1, mrz.dataGroup1()),
            // The real card's header says 480 × 400 around an image of 300 × 400.
            RawFile(.dg2, portrait.dataGroup2(headerSize: FaceImage.Size(width: 480, height: 400))),
            RawFile(.dg3, fingerprintPlaceholder),
            RawFile(.dg13, citizen.nationalData.serialized()),
            RawFile(.dg14, try securityInfos(chipKey).dataGroup14()),
            RawFile(.dg15, BERTLV(0x6F, try signingKey.publicKeyInfo()).serialized()),
        ]
        let files: [RawFile] = [
            RawFile(.cardAccess, try cardAccess.serialized()),
            RawFile(.com, COM(dataGroups: [.dg1, .dg2, .dg3, .dg13, .dg15, .dg14]).serialized()),
            try country.securityObject(for: dataGroups, at: time),
        ]
        var image = CardImage(
            files: files + dataGroups, can: citizen.can, mrzInformation: mrz.accessKeyInformation,
            chipAuthenticationKeys: [try ChipKey(chipKey)])
        image.activeAuthenticationKey = SigningKey(signingKey)
        return image
    }

    /// EF.CardAccess of the 2021 cards: TA, CA and PACE with parameter 13.
    private static let cardAccess = SecurityInfos([
        .terminalAuthentication(version: 1),
        .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128)),
        .pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 13)),
    ])

    /// EF.DG14: the same, with the chip's key under explicit curve parameters and without a key id.
    private static func securityInfos(_ chipKey: PrivateKey) throws -> SecurityInfos {
        SecurityInfos([
            .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(
                    .ecdh, subjectPublicKeyInfo: try chipKey.publicKeyInfo(explicitParameters: true))),
            .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128)),
            .terminalAuthentication(version: 1),
        ])
    }

    /// EF.DG3 is locked by Terminal Authentication, so a reader sees its hash in EF.SOD and 6982 on the file.
    /// An empty biometric template group (Doc 9303-10 §4.7.3.1).
    private static let fingerprintPlaceholder = BERTLV(0x63, [BERTLV(0x7F61, [BERTLV(0x02, [0x00])])]).serialized()
}
