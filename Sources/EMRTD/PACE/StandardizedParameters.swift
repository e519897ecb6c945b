package import CardCrypto
package import LDS

extension EllipticCurve.Name {
    /// The curve with an id of Doc 9303-11 table 5; nil for the DH groups and for reserved ids.
    package init?(standardizedParameter id: Int) {
        switch id {
        case 8: self = .p192
        case 9: self = .brainpoolP192r1
        case 10: self = .p224
        case 11: self = .brainpoolP224r1
        case 12: self = .p256
        case 13: self = .brainpoolP256r1
        case 14: self = .brainpoolP320r1
        case 15: self = .p384
        case 16: self = .brainpoolP384r1
        case 17: self = .brainpoolP512r1
        case 18: self = .p521
        default: return nil
        }
    }
}

extension SymmetricCipher {
    /// The cipher that a security info names.
    package init(_ suite: CipherSuite) {
        self =
            switch suite {
            case .tripleDES: .tripleDES
            case .aes128: .aes128
            case .aes192: .aes192
            case .aes256: .aes256
            }
    }
}
