import CardCrypto
import EMRTD
import Foundation
import LDS
import SmartCard
import VirtualCard

/// The ways of opening and proving a chip that the standard has, as axes.
struct ProtocolMatrix: Sendable {
    /// BAC, or one way of PACE with one kind of password.
    enum Access: Sendable, Hashable {
        case bac
        case pace(PACEInfo, Password.Kind)
    }

    /// A key for Chip Authentication; nil stands for a chip without.
    struct ChipKey: Sendable, Hashable {
        let group: DomainParametersName
        let cipher: CipherSuite
        let keyID: [UInt8]?
    }

    enum Signing: Sendable, Hashable {
        case rsa(MessageRecovery.Trailer)
        case ecdsa(Digest)
    }

    struct Row: Sendable, CustomStringConvertible {
        let access: Access
        let chipKey: ChipKey?
        let signing: Signing?
        let terminal: Int?

        var description: String {
            "\(access), CA \(chipKey.map { "\($0.group) \($0.cipher)" } ?? "-"), AA \(signing.map { "\($0)" } ?? "-"), "
                + "TA \(terminal.map(String.init) ?? "-")"
        }
    }

    static let accesses: [Access] = {
        let ciphers: [CipherSuite] = [.tripleDES, .aes128, .aes192, .aes256]
        let infos = [PACEProtocol.Mapping.generic, .integrated, .chipAuthentication].flatMap { mapping in
            DomainParametersName.standardized.keys.sorted().flatMap { parameter in
                ciphers.compactMap { cipher -> PACEInfo? in
                    if mapping == .integrated, parameter == 10 { return nil }
                    if mapping == .chipAuthentication, parameter < 8 || cipher == .tripleDES { return nil }
                    return PACEInfo(
                        PACEProtocol(mapping, parameter < 8 ? .dh : .ecdh, cipher), parameterID: parameter)
                }
            }
        }
        return [.bac]
            + infos.flatMap { info in
                [Password.Kind.mrz, .can, .pin, .puk].map { .pace(info, $0) }
            }
    }()

    static let chipKeys: [ChipKey?] = [
        nil, ChipKey(group: .curve(.brainpoolP256r1), cipher: .aes128, keyID: nil),
        ChipKey(group: .curve(.brainpoolP224r1), cipher: .tripleDES, keyID: nil),
        ChipKey(group: .curve(.p384), cipher: .aes192, keyID: [1]),
        ChipKey(group: .curve(.p521), cipher: .aes256, keyID: [2]),
        ChipKey(group: .prime(.modp1024q160), cipher: .tripleDES, keyID: [3]),
        ChipKey(group: .prime(.modp2048q256), cipher: .aes256, keyID: nil),
    ]
    static let signings: [Signing?] = [nil, .rsa(.implicit), .rsa(.sha256), .rsa(.sha512), .ecdsa(.sha256)]
    /// Terminal Authentication: none, or one of the fixture's chains.
    static let terminals: [Int?] = [nil, 0, 1, 2, 3]

    /// Every combination; Terminal Authentication needs Chip Authentication.
    static var full: [Row] {
        accesses.flatMap { access in
            chipKeys.flatMap { chipKey in
                signings.flatMap { signing in
                    (chipKey == nil ? [nil] : terminals).map {
                        Row(access: access, chipKey: chipKey, signing: signing, terminal: $0)
                    }
                }
            }
        }
    }

    /// Every access once, the other axes turning at speeds that have no common divisor.
    static var sampled: [Row] {
        accesses.enumerated().map { index, access in
            let chipKey = chipKeys[index % chipKeys.count]
            return Row(
                access: access, chipKey: chipKey, signing: signings[index / 2 % signings.count],
                terminal: chipKey == nil ? nil : terminals[index / 3 % terminals.count])
        }
    }
}
