import CardCrypto
import EMRTD
import LDS
import Testing

/// One way through PACE, Chip and Terminal Authentication, of those that libeac knows: the generic mapping.
struct EACCombination: Sendable, CustomTestStringConvertible {
    let agreement: KeyAgreement
    let cipher: CipherSuite
    /// The standardised domain parameters of PACE (Doc 9303-11 table 5).
    let parameter: Int
    let opensByMRZ: Bool
    /// Chip Authentication's domain.
    let chip: DomainParametersName
    let chipCipher: CipherSuite
    let terminalKey: PrivateKey.Algorithm
    let terminalAlgorithm: SignatureAlgorithm

    /// Every cipher with both agreements, every curve and prime group at least once, every kind of terminal key.
    static let all = [
        EACCombination(
            agreement: .ecdh, cipher: .aes128, parameter: 13, opensByMRZ: false, chip: .curve(.brainpoolP256r1),
            chipCipher: .aes128, terminalKey: .ec(.brainpoolP256r1),
            terminalAlgorithm: .ecdsa(.sha256)),
        EACCombination(
            agreement: .ecdh, cipher: .tripleDES, parameter: 12, opensByMRZ: true, chip: .curve(.p224),
            chipCipher: .tripleDES, terminalKey: .ec(.p224), terminalAlgorithm: .ecdsa(.sha224)),
        EACCombination(
            agreement: .ecdh, cipher: .aes192, parameter: 15, opensByMRZ: false, chip: .curve(.brainpoolP320r1),
            chipCipher: .aes192, terminalKey: .ec(.p384), terminalAlgorithm: .ecdsa(.sha384)),
        EACCombination(
            agreement: .ecdh, cipher: .aes256, parameter: 17, opensByMRZ: true, chip: .curve(.p521),
            chipCipher: .aes256, terminalKey: .ec(.p521), terminalAlgorithm: .ecdsa(.sha512)),
        EACCombination(
            agreement: .dh, cipher: .aes128, parameter: 2, opensByMRZ: false, chip: .prime(.modp2048q256),
            chipCipher: .aes128, terminalKey: .rsa(bits: 2048), terminalAlgorithm: .rsaPKCS1(.sha256)),
        EACCombination(
            agreement: .dh, cipher: .tripleDES, parameter: 0, opensByMRZ: true, chip: .prime(.modp1024q160),
            chipCipher: .tripleDES, terminalKey: .rsa(bits: 1536), terminalAlgorithm: .rsaPKCS1(.sha1)),
        EACCombination(
            agreement: .dh, cipher: .aes192, parameter: 1, opensByMRZ: true, chip: .prime(.modp2048q224),
            chipCipher: .aes192, terminalKey: .ec(.brainpoolP384r1), terminalAlgorithm: .ecdsa(.sha1)),
        EACCombination(
            agreement: .dh, cipher: .aes256, parameter: 1, opensByMRZ: false, chip: .prime(.modp2048q256),
            chipCipher: .aes256, terminalKey: .rsa(bits: 2048), terminalAlgorithm: .rsaPKCS1(.sha512)),
        EACCombination(
            agreement: .ecdh, cipher: .aes128, parameter: 8, opensByMRZ: true, chip: .curve(.p192),
            chipCipher: .aes256, terminalKey: .ec(.brainpoolP320r1), terminalAlgorithm: .ecdsa(.sha256)),
        EACCombination(
            agreement: .ecdh, cipher: .tripleDES, parameter: 9, opensByMRZ: false, chip: .curve(.brainpoolP192r1),
            chipCipher: .aes128, terminalKey: .ec(.brainpoolP512r1), terminalAlgorithm: .ecdsa(.sha512)),
        EACCombination(
            agreement: .ecdh, cipher: .aes192, parameter: 10, opensByMRZ: true, chip: .curve(.brainpoolP224r1),
            chipCipher: .tripleDES, terminalKey: .ec(.brainpoolP224r1), terminalAlgorithm: .ecdsa(.sha1)),
        EACCombination(
            agreement: .ecdh, cipher: .aes256, parameter: 11, opensByMRZ: false, chip: .curve(.brainpoolP384r1),
            chipCipher: .aes192, terminalKey: .ec(.p192), terminalAlgorithm: .ecdsa(.sha256)),
        EACCombination(
            agreement: .ecdh, cipher: .aes256, parameter: 14, opensByMRZ: true, chip: .curve(.brainpoolP512r1),
            chipCipher: .aes256, terminalKey: .ec(.p256), terminalAlgorithm: .ecdsa(.sha256)),
        EACCombination(
            agreement: .ecdh, cipher: .aes128, parameter: 16, opensByMRZ: false, chip: .curve(.p256),
            chipCipher: .aes128, terminalKey: .ec(.p256), terminalAlgorithm: .ecdsa(.sha256)),
        EACCombination(
            agreement: .ecdh, cipher: .aes192, parameter: 18, opensByMRZ: true, chip: .curve(.p384),
            chipCipher: .aes192, terminalKey: .ec(.p384), terminalAlgorithm: .ecdsa(.sha384)),
    ]

    /// libeac's terminal signs PSS with another salt than TR-03110's, but its card takes the right one.
    static let forCardsOnly = [
        EACCombination(
            agreement: .ecdh, cipher: .aes128, parameter: 13, opensByMRZ: false, chip: .curve(.brainpoolP256r1),
            chipCipher: .aes128, terminalKey: .rsa(bits: 2048), terminalAlgorithm: .rsaPSS(.sha256)),
        EACCombination(
            agreement: .ecdh, cipher: .aes256, parameter: 12, opensByMRZ: true, chip: .curve(.p256),
            chipCipher: .aes256, terminalKey: .rsa(bits: 1536), terminalAlgorithm: .rsaPSS(.sha1)),
        EACCombination(
            agreement: .ecdh, cipher: .aes192, parameter: 16, opensByMRZ: false, chip: .curve(.brainpoolP384r1),
            chipCipher: .aes192, terminalKey: .rsa(bits: 2048), terminalAlgorithm: .rsaPSS(.sha512)),
    ]

    var paceInfo: PACEInfo { PACEInfo(PACEProtocol(.generic, agreement, cipher), parameterID: parameter) }

    var chipAgreement: KeyAgreement { if case .prime = chip { .dh } else { .ecdh } }

    var testDescription: String {
        "\(paceInfo.protocol), parameter \(parameter), \(opensByMRZ ? "MRZ" : "CAN"); "
            + "\(ChipAuthenticationInfo(chipAgreement, chipCipher)) in \(chip); TA \(terminalAlgorithm), \(terminalKey)"
    }
}
