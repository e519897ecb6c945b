internal import COpenSSL

/// A prime-order subgroup of the integers modulo a prime, for Diffie-Hellman key agreement (RFC 5114 §2).
///
/// `@unchecked Sendable`: the numbers are built in `init` and only read afterwards.
package final class PrimeGroup: @unchecked Sendable {
    /// The groups of Doc 9303-11 table 5, by OpenSSL's names.
    package enum Name: String, Sendable, Hashable, CaseIterable {
        case modp1024q160 = "dh_1024_160"
        case modp2048q224 = "dh_2048_224"
        case modp2048q256 = "dh_2048_256"

        /// As documents write it: sizes of the modulus and of the subgroup's order.
        package var title: String {
            switch self {
            case .modp1024q160: "DH-1024/160"
            case .modp2048q224: "DH-2048/224"
            case .modp2048q256: "DH-2048/256"
            }
        }

        /// Bits of security of the modulus (NIST SP 800-57 part 1, table 2).
        package var strength: Int { self == .modp1024q160 ? 80 : 112 }
    }

    package let name: Name
    let prime: BigNumber
    let order: BigNumber
    let base: BigNumber

    package init(_ name: Name) throws {
        let key = try Self.parameterKey(name)
        defer { EVP_PKEY_free(key) }
        self.name = name
        prime = try Self.number(OSSL_PKEY_PARAM_FFC_P, of: key)
        order = try Self.number(OSSL_PKEY_PARAM_FFC_Q, of: key)
        base = try Self.number(OSSL_PKEY_PARAM_FFC_G, of: key)
    }

    /// The known group with these numbers; nil for any other.
    static func known(prime: BigNumber, base: BigNumber) throws -> PrimeGroup? {
        for name in Name.allCases {
            let group = try PrimeGroup(name)
            if group.prime.compared(to: prime) == 0, group.base.compared(to: base) == 0 {
                return group
            }
        }
        return nil
    }

    static func number(_ parameter: String, of key: OpaquePointer) throws(CardCryptoError) -> BigNumber {
        var number: OpaquePointer?
        guard EVP_PKEY_get_bn_param(key, parameter, &number) == 1 else {
            throw CardCryptoError.library("group parameters", code: .invalidKey)
        }
        return try BigNumber(owning: number)
    }

    private static func parameterKey(_ name: Name) throws(CardCryptoError) -> OpaquePointer {
        guard let context = EVP_PKEY_CTX_new_from_name(nil, "DHX", nil) else { throw CardCryptoError.library("group") }
        defer { EVP_PKEY_CTX_free(context) }
        var key: OpaquePointer?
        guard EVP_PKEY_paramgen_init(context) == 1, EVP_PKEY_CTX_set_group_name(context, name.rawValue) == 1,
            EVP_PKEY_paramgen(context, &key) == 1, let key
        else { throw CardCryptoError.library("group \(name.rawValue)", code: .unsupportedAlgorithm) }
        return key
    }
}
