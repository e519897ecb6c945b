internal import COpenSSL

/// OpenSSL's stream over memory, for the calls that read or write one.
final class MemoryBIO {
    let pointer: OpaquePointer

    /// An empty stream to write to; `isSecret` wipes it afterwards.
    init(isSecret: Bool = false) throws(CardCryptoError) {
        guard let pointer = BIO_new(isSecret ? BIO_s_secmem() : BIO_s_mem()) else {
            throw CardCryptoError.library("memory stream")
        }
        self.pointer = pointer
    }

    /// A stream over a copy of bytes.
    convenience init(_ bytes: [UInt8], isSecret: Bool = false) throws(CardCryptoError) {
        try self.init(isSecret: isSecret)
        guard let count = Int32(exactly: bytes.count), count == 0 || BIO_write(pointer, bytes, count) == count else {
            throw CardCryptoError.library("memory stream")
        }
    }

    deinit { BIO_free_all(pointer) }

    /// Lends what was written to `body`.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        var data: UnsafeMutablePointer<CChar>?
        let count = chip_BIO_get_mem_data(pointer, &data)
        return try body(UnsafeRawBufferPointer(start: data, count: max(0, count)))
    }

    var bytes: [UInt8] { withBytes { Array($0) } }
    var text: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

/// The DER of an OpenSSL object, by its `i2d` function.
func derEncoding(
    _ what: String, _ encode: (UnsafeMutablePointer<UnsafeMutablePointer<UInt8>?>) -> Int32
) throws(CardCryptoError) -> [UInt8] {
    var buffer: UnsafeMutablePointer<UInt8>?
    let count = encode(&buffer)
    defer { chip_OPENSSL_free(buffer) }
    guard count > 0, let buffer else { throw CardCryptoError.library(what) }
    return Array(UnsafeBufferPointer(start: buffer, count: Int(count)))
}

/// An OpenSSL object from DER that fills `bytes` to the end, by its `d2i` function.
func parseDER(
    _ what: String, _ bytes: [UInt8], free: (OpaquePointer) -> Void,
    _ decode: (UnsafeMutablePointer<UnsafePointer<UInt8>?>, Int) -> OpaquePointer?
) throws(CardCryptoError) -> OpaquePointer {
    var rest = bytes.count
    let object: OpaquePointer? = bytes.withUnsafeBufferPointer { buffer in
        guard let start = buffer.baseAddress else { return nil }
        var cursor: UnsafePointer<UInt8>? = start
        guard let object = decode(&cursor, buffer.count) else { return nil }
        rest -= cursor.map { $0 - start } ?? 0
        return object
    }
    guard let object else { throw CardCryptoError.library("\(what) is not readable", code: .malformed) }
    guard rest == 0 else {
        free(object)
        throw CardCryptoError(.trailingBytes, "\(what) with \(rest) bytes behind its end")
    }
    return object
}
