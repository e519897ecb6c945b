internal import COpenSSL

/// Bytes that must not outlive their use: keys, shared secrets, passwords' digests.
///
/// The memory is wiped when the last reference goes. Printing shows the length only.
///
/// `@unchecked Sendable`: the buffer is written in `init` alone and freed in `deinit` alone.
package final class SecretBytes: @unchecked Sendable {
    private let buffer: UnsafeMutableRawBufferPointer

    /// A secret filled in place by `body`, so that no copy of it lies elsewhere.
    package init(count: Int, filledBy body: (UnsafeMutableRawBufferPointer) throws -> Void) rethrows {
        buffer = .allocate(byteCount: count, alignment: 16)
        buffer.initializeMemory(as: UInt8.self, repeating: 0)
        try body(buffer)
    }

    /// A copy of bytes that the caller already holds in the clear.
    package convenience init(_ bytes: some Collection<UInt8>) {
        self.init(count: bytes.count) { $0.copyBytes(from: bytes) }
    }

    deinit {
        OPENSSL_cleanse(buffer.baseAddress, buffer.count)
        buffer.deallocate()
    }

    package var count: Int { buffer.count }

    /// Lends the bytes to `body`; they must not escape it.
    package func withUnsafeBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try body(UnsafeRawBufferPointer(buffer))
    }

    /// The first `count` bytes as a secret of their own.
    package func prefix(_ count: Int) -> SecretBytes {
        withUnsafeBytes { SecretBytes($0.prefix(count)) }
    }

    /// A copy in the clear, for a format that needs it. Say at the call why.
    package func exposed() -> [UInt8] { withUnsafeBytes { Array($0) } }
}

extension SecretBytes: CustomStringConvertible, CustomReflectable {
    package var description: String { "secret of \(count) bytes" }
    package var customMirror: Mirror { Mirror(self, children: [:]) }
}

/// Whether two byte strings are equal, in time that depends on their length alone.
package func equalInConstantTime(_ a: [UInt8], _ b: [UInt8]) -> Bool {
    a.count == b.count && CRYPTO_memcmp(a, b, a.count) == 0
}
