import CardCrypto
import EMRTD
import Foundation
import LDS
import SmartCard
import Synchronization
import VirtualCard

/// Keys and files for the matrix, each made once.
final class MatrixFixture: Sendable {
    private let country: DemoCountry
    private let citizen = SyntheticCitizen(seed: 11)
    private let rsa: PrivateKey
    private let ec: PrivateKey
    let chains: [DemoVerification]
    private let keys = Mutex<[DomainParametersName: PrivateKey]>([:])
    private let time = Date(timeIntervalSince1970: 1_790_000_000)

    init() throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "matrix-\(UUID())")
        country = try DemoCountry.create(in: folder.path, at: time)
        try FileManager.default.removeItem(at: folder)
        rsa = try .generate(.rsa(bits: 2048))
        ec = try .generate(.ec(.brainpoolP320r1))
        chains = [
            try DemoVerification(.ec(.brainpoolP256r1), .ecdsa(.sha256)),
            try DemoVerification(.ec(.p521), .ecdsa(.sha512)),
            try DemoVerification(.rsa(bits: 2048), .rsaPKCS1(.sha256)),
            try DemoVerification(.rsa(bits: 1536), .rsaPSS(.sha1)),
        ]
    }

    private func key(_ group: DomainParametersName) throws -> PrivateKey {
        if let key = keys.withLock({ $0[group] }) { return key }
        let key: PrivateKey =
            switch group {
            case .curve(let name): try .generate(.ec(name))
            case .prime(let name): try .generate(.dh(name))
            }
        keys.withLock { $0[group] = key }
        return key
    }

    func password(_ access: ProtocolMatrix.Access) throws -> Password {
        switch access {
        case .bac, .pace(_, .mrz): try .mrz(information: citizen.mrz().accessKeyInformation)
        case .pace(_, .can): try .can(citizen.can)
        case .pace(_, .pin): try .pin("135792")
        case .pace(_, .puk): try .puk("0246813579")
        }
    }

    /// A chip as a row of the matrix has it.
    func image(_ row: ProtocolMatrix.Row) throws -> CardImage {
        let mrz = try citizen.mrz()
        var infos: [SecurityInfo] = []
        var chipKeys: [CardImage.ChipKey] = []
        var files = [
            RawFile(.sod, BERTLV(0x77, [0x30, 0x00]).serialized()), RawFile(.dg1, mrz.dataGroup1()),
            RawFile(.dg3, BERTLV(0x63, [BERTLV(0x7F61, [BERTLV(0x02, [0x00])])]).serialized()),
        ]
        if let chipKey = row.chipKey {
            let key = try key(chipKey.group)
            let agreement: KeyAgreement = if case .prime = chipKey.group { .dh } else { .ecdh }
            infos.append(
                .chipAuthenticationPublicKey(
                    ChipAuthenticationPublicKeyInfo(
                        agreement, subjectPublicKeyInfo: try key.publicKeyInfo(), keyID: chipKey.keyID)))
            infos.append(
                .chipAuthentication(ChipAuthenticationInfo(agreement, chipKey.cipher, keyID: chipKey.keyID)))
            chipKeys.append(try CardImage.ChipKey(keyID: chipKey.keyID, key))
        }
        if case .pace(let info, _) = row.access {
            files.append(RawFile(.cardAccess, try SecurityInfos([.pace(info)]).serialized()))
            if info.protocol.mapping == .chipAuthentication, let id = info.parameterID,
                let group = DomainParametersName(standardizedParameter: id)
            {
                let key = try key(group)
                let public_ = ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: try key.publicKeyInfo())
                files.append(
                    try country.cardSecurity(
                        SecurityInfos([.pace(info), .chipAuthenticationPublicKey(public_)]), at: time))
                if !chipKeys.contains(where: { $0.group == group }) { chipKeys.append(try CardImage.ChipKey(key)) }
            }
        }
        var signing: CardImage.SigningKey?
        switch row.signing {
        case .rsa(let trailer): signing = CardImage.SigningKey(rsa, trailer: trailer)
        case .ecdsa(let digest): signing = CardImage.SigningKey(ec, digest: digest)
        case nil: break
        }
        if let signing { files.append(RawFile(.dg15, BERTLV(0x6F, try signing.key.publicKeyInfo()).serialized())) }
        if let terminal = row.terminal {
            infos.append(.terminalAuthentication(version: 1))
            files.append(RawFile(.cvca, TrustPoints([chains[terminal].root.holderReference]).serialized()))
        }
        if !infos.isEmpty { files.append(RawFile(.dg14, try SecurityInfos(infos).dataGroup14())) }
        let groups = files.map(\.file).filter { $0.dataGroupNumber != nil }
        files.append(RawFile(.com, COM(dataGroups: groups).serialized()))
        var image = CardImage(
            files: files, can: citizen.can, mrzInformation: mrz.accessKeyInformation, chipAuthenticationKeys: chipKeys)
        image.pin = "135792"
        image.puk = "0246813579"
        image.activeAuthenticationKey = signing
        image.trustPoints = row.terminal.map { [chains[$0].root] } ?? []
        image.behaviour.longestResponse = 4096
        return image
    }
}
