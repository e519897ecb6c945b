/// How two sides agree on a key (TR-03110-3 §A.2).
package enum KeyAgreement: String, Sendable, Hashable {
    case dh = "DH"
    case ecdh = "ECDH"
}

/// The cipher and MAC that an object identifier names for secure messaging (Doc 9303-11 §9.2.1).
package enum CipherSuite: UInt8, Sendable, Hashable {
    case tripleDES = 1
    case aes128 = 2
    case aes192 = 3
    case aes256 = 4

    /// The suite's part of the standard's names.
    package var name: String {
        switch self {
        case .tripleDES: "3DES-CBC-CBC"
        case .aes128: "AES-CBC-CMAC-128"
        case .aes192: "AES-CBC-CMAC-192"
        case .aes256: "AES-CBC-CMAC-256"
        }
    }
}
