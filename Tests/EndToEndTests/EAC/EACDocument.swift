import CardCrypto
import EMRTD
import Foundation
import LDS
import SmartCard
import VirtualCard

/// A demo state's document in a folder, for both roles: `card`, `country`, `terminal` with what the state lets a terminal
/// read, and `root.cvcert`, which the card trusts.
struct EACDocument {
    let folder: URL
    let can: String
    /// The lines of the zone, joined.
    let zone: String

    init(_ combination: EACCombination, in folder: URL) throws {
        try self.init(
            in: folder, access: [.pace(combination.paceInfo)], chip: combination.chip,
            chipCipher: combination.chipCipher,
            terminalKey: combination.terminalKey, terminalAlgorithm: combination.terminalAlgorithm)
    }

    init(
        in folder: URL, access: [SecurityInfo], chip: DomainParametersName = .curve(.brainpoolP256r1),
        chipCipher: CipherSuite = .aes128,
        terminalKey: PrivateKey.Algorithm = .ec(.brainpoolP256r1),
        terminalAlgorithm: SignatureAlgorithm = .ecdsa(.sha256)
    ) throws {
        self.folder = folder
        let now = Date()
        let country = try DemoCountry.create(in: folder.appending(path: "country").path, at: now)
        let verification = try DemoVerification(terminalKey, terminalAlgorithm)
        let citizen = SyntheticCitizen(seed: 1)
        can = citizen.can
        zone = try citizen.mrz().lines.joined()

        let chipKey: PrivateKey
        let agreement: KeyAgreement
        switch chip {
        case .curve(let curve): (chipKey, agreement) = (try .generate(.ec(curve)), .ecdh)
        case .prime(let group): (chipKey, agreement) = (try .generate(.dh(group)), .dh)
        }
        let infos = SecurityInfos([
            .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(
                    agreement,
                    // As the real card has it, and the only form that libeac reads.
                    subjectPublicKeyInfo: try chipKey.publicKeyInfo(explicitParameters: agreement == .ecdh))),
            .chipAuthentication(ChipAuthenticationInfo(agreement, chipCipher)), .terminalAuthentication(version: 1),
        ])
        let groups = [
            RawFile(.dg1, try citizen.mrz().dataGroup1()), RawFile(.dg2, try citizen.faceImage().dataGroup2()),
            RawFile(.dg3, Self.fingerprints), RawFile(.dg13, citizen.nationalData.serialized()),
            RawFile(.dg14, try infos.dataGroup14()),
        ]
        var image = CardImage(
            files: groups + [
                RawFile(.cardAccess, try SecurityInfos(access).serialized()),
                RawFile(.com, COM(dataGroups: groups.map(\.file)).serialized()),
                RawFile(.cvca, TrustPoints([verification.root.holderReference]).serialized()),
                try country.securityObject(for: groups, at: now),
            ],
            can: can, mrzInformation: try citizen.mrz().accessKeyInformation,
            chipAuthenticationKeys: [try CardImage.ChipKey(chipKey)])
        image.trustPoints = [verification.root]
        // Keys of 2048 bits do not fit a short APDU.
        image.behaviour.longestResponse = 4096
        try image.write(to: folder.appending(path: "card"))
        try Self.write(verification, to: folder)
    }

    private static func write(_ verification: DemoVerification, to folder: URL) throws {
        let terminal = folder.appending(path: "terminal")
        try FileManager.default.createDirectory(at: terminal, withIntermediateDirectories: true)
        try Data(verification.root.serialized()).write(to: folder.appending(path: "root.cvcert"))
        try Data(verification.verifier.serialized()).write(to: terminal.appending(path: "dv.cvcert"))
        try Data(verification.terminal.serialized()).write(to: terminal.appending(path: "is.cvcert"))
        try SecretFile.write(verification.terminalKey.pem(), to: terminal.appending(path: "is.pem"))
    }

    /// EF.DG3 without a finger, but with bytes that nobody guesses: an empty group with a random number (Doc 9303-10).
    private static let fingerprints: [UInt8] = {
        let random = (0..<300).map { _ in UInt8.random(in: 0...255) }
        return BERTLV(0x63, [BERTLV(0x7F61, [BERTLV(0x02, [0x00]), BERTLV(0x53, random)])]).serialized()
    }()

    /// A card that trusts the root but whose chip's private key is another.
    func forgetChipKey() throws {
        var image = try CardImage(folder: folder.appending(path: "card"))
        try image.forgetChipKey()
        try image.write(to: folder.appending(path: "card"))
    }

    /// A terminal whose key is not the one in its certificate.
    func forgetTerminalKey() throws {
        let file = folder.appending(path: "terminal/is.pem")
        let key = try PrivateKey(pem: SecretBytes(Data(contentsOf: file)))
        try SecretFile.write(key.fresh().pem(), to: file)
    }

    /// Another state's terminal, of the same names.
    func takeForeignTerminal() throws {
        let root = try Data(contentsOf: folder.appending(path: "root.cvcert"))
        try Self.write(DemoVerification(.ec(.brainpoolP256r1), .ecdsa(.sha256)), to: folder)
        try FileManager.default.moveItem(
            at: folder.appending(path: "root.cvcert"), to: folder.appending(path: "foreign-root.cvcert"))
        try root.write(to: folder.appending(path: "root.cvcert"))
    }

    func file(_ path: String) -> Data? { FileManager.default.contents(atPath: folder.appending(path: path).path) }
}
