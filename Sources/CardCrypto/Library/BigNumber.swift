internal import COpenSSL

/// A big number held by OpenSSL and wiped afterwards.
///
/// Swift may let go of an object after its last use, which can be the reading of `pointer`: a local number whose pointer
/// goes to a C function is kept with `withExtendedLifetime`. Parameters and `self` live as long as the call.
final class BigNumber {
    let pointer: OpaquePointer

    /// Takes over a number that the library made; throws where it made none.
    init(owning number: OpaquePointer?) throws(CardCryptoError) {
        guard let number else { throw CardCryptoError.library("number") }
        pointer = number
    }

    /// Zero, in secure memory where there is any.
    convenience init() throws(CardCryptoError) { try self.init(owning: BN_secure_new()) }

    /// An unsigned big-endian number.
    convenience init(_ bytes: [UInt8]) throws(CardCryptoError) {
        try self.init()
        guard BN_bin2bn(bytes, Int32(clamping: bytes.count), pointer) != nil else {
            throw CardCryptoError.library("number")
        }
    }

    /// A secret number, marked so that OpenSSL computes in constant time with it.
    convenience init(_ secret: SecretBytes) throws(CardCryptoError) {
        try self.init()
        let done = secret.withUnsafeBytes { bytes in
            BN_bin2bn(bytes.bindMemory(to: UInt8.self).baseAddress, Int32(clamping: bytes.count), pointer) != nil
        }
        guard done else { throw CardCryptoError.library("number") }
        BN_set_flags(pointer, BN_FLG_CONSTTIME)
    }

    /// A copy of a number that another object owns.
    convenience init(copying other: OpaquePointer?) throws(CardCryptoError) {
        try self.init(owning: other.flatMap { BN_dup($0) })
    }

    deinit { BN_clear_free(pointer) }

    var bitCount: Int { Int(BN_num_bits(pointer)) }
    var byteCount: Int { (bitCount + 7) / 8 }
    var isZero: Bool { BN_is_zero(pointer) == 1 }
    var isOne: Bool { BN_is_one(pointer) == 1 }
    var isThreeModuloFour: Bool { BN_is_bit_set(pointer, 0) == 1 && BN_is_bit_set(pointer, 1) == 1 }

    /// Negative, zero or positive, as the number is less than, equal to or greater than the other.
    func compared(to other: BigNumber) -> Int32 { BN_cmp(pointer, other.pointer) }

    /// The difference to another number.
    func subtracting(_ other: BigNumber) throws(CardCryptoError) -> BigNumber {
        let result = try BigNumber()
        guard BN_sub(result.pointer, pointer, other.pointer) == 1 else { throw CardCryptoError.library("number") }
        return result
    }

    /// The difference to a small number.
    func subtracting(_ word: UInt) throws(CardCryptoError) -> BigNumber {
        let result = try BigNumber(copying: pointer)
        guard BN_sub_word(result.pointer, word) == 1 else { throw CardCryptoError.library("number") }
        return result
    }

    /// Big-endian, padded in front to `count` octets.
    func bytes(count: Int) throws(CardCryptoError) -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: count)
        guard BN_bn2binpad(pointer, &bytes, Int32(clamping: count)) >= 0 else {
            throw CardCryptoError.library("number")
        }
        return bytes
    }

    /// The same as a secret that is never in memory that is not wiped.
    func secret(count: Int) throws -> SecretBytes {
        try SecretBytes(count: count) { bytes in
            let target = bytes.bindMemory(to: UInt8.self).baseAddress
            guard BN_bn2binpad(pointer, target, Int32(clamping: count)) >= 0 else {
                throw CardCryptoError.library("number")
            }
        }
    }
}

/// Arithmetic modulo one number; OpenSSL's scratch space goes with it.
final class ModularArithmetic {
    let modulus: BigNumber
    let context: OpaquePointer

    init(_ modulus: BigNumber) throws(CardCryptoError) {
        guard let context = BN_CTX_secure_new() else { throw CardCryptoError.library("number") }
        self.modulus = modulus
        self.context = context
    }

    deinit { BN_CTX_free(context) }

    func multiply(_ a: BigNumber, _ b: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result { BN_mod_mul($0, a.pointer, b.pointer, modulus.pointer, context) }
    }

    func add(_ a: BigNumber, _ b: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result { BN_mod_add($0, a.pointer, b.pointer, modulus.pointer, context) }
    }

    func negate(_ a: BigNumber) throws(CardCryptoError) -> BigNumber {
        let zero = try BigNumber()
        return try subtract(a, from: zero)
    }

    func subtract(_ a: BigNumber, from b: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result { BN_mod_sub($0, b.pointer, a.pointer, modulus.pointer, context) }
    }

    func invert(_ a: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result { BN_mod_inverse($0, a.pointer, modulus.pointer, context) == nil ? 0 : 1 }
    }

    /// `base^exponent`, in time that does not depend on the exponent's bits.
    func raise(_ base: BigNumber, to exponent: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result {
            BN_mod_exp_mont_consttime($0, base.pointer, exponent.pointer, modulus.pointer, context, nil)
        }
    }

    func reduce(_ a: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result { BN_nnmod($0, a.pointer, modulus.pointer, context) }
    }

    /// `a / b` without a remainder to speak of; not modular.
    func quotient(_ a: BigNumber, _ b: BigNumber) throws(CardCryptoError) -> BigNumber {
        try result { BN_div($0, nil, a.pointer, b.pointer, context) }
    }

    private func result(_ operation: (OpaquePointer) -> Int32) throws(CardCryptoError) -> BigNumber {
        let result = try BigNumber()
        guard operation(result.pointer) == 1 else { throw CardCryptoError.library("number") }
        return result
    }
}
