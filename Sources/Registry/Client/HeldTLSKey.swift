import CardCrypto
import Dispatch
import NIOCore
import NIOSSL

/// A TLS key that is not this program's to read: in a PKCS#11 token or a TPM. TLS asks it for signatures.
///
/// A token takes its time, so it is asked on a thread of its own and never on an event loop.
struct HeldTLSKey: NIOSSLCustomPrivateKey, Hashable {
    private let key: PrivateKey
    private static let queue = DispatchQueue(label: "registry.tls-key")

    init(_ key: PrivateKey) { self.key = key }

    var signatureAlgorithms: [NIOSSL.SignatureAlgorithm] { [.ecdsaSecp256R1Sha256] }

    func sign(channel: any Channel, algorithm: NIOSSL.SignatureAlgorithm, data: ByteBuffer) -> EventLoopFuture<
        ByteBuffer
    > {
        let promise = channel.eventLoop.makePromise(of: ByteBuffer.self)
        Self.queue.async { [key] in
            promise.completeWith(
                Result {
                    try ByteBuffer(bytes: key.encodedSignature(of: [UInt8](buffer: data), by: .ecdsa(.sha256)))
                })
        }
        return promise.futureResult
    }

    func decrypt(channel: any Channel, data: ByteBuffer) -> EventLoopFuture<ByteBuffer> {
        channel.eventLoop.makeFailedFuture(CardCryptoError(.unsupportedAlgorithm, "TLS 1.3 decrypts by no such key"))
    }

    static func == (one: HeldTLSKey, other: HeldTLSKey) -> Bool { one.key === other.key }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(key)) }
}
