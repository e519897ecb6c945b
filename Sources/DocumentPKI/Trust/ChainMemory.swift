import CardCrypto
import Synchronization

/// Ways from document signers to trusted authorities that were found and checked once: a registry sees the same few
/// signers all day. Only trusted ways are remembered, so nobody can fill it; times are judged anew at each use.
final class ChainMemory: Sendable {
    /// Signer first, authority last.
    private let paths = Mutex<[Encoding: [Certificate]]>([:])
    private static let capacity = 4096

    /// A certificate's DER, hashed as a whole and not octet by octet.
    private struct Encoding: Hashable {
        let der: [UInt8]
        func hash(into hasher: inout Hasher) { der.withUnsafeBytes { hasher.combine(bytes: $0) } }
    }

    func path(of leaf: Certificate) -> [Certificate]? { paths.withLock { $0[Encoding(der: leaf.der)] } }

    /// The certificate of a remembered signer, with its key read already.
    func signer(_ der: [UInt8]) -> Certificate? { paths.withLock { $0[Encoding(der: der)]?.first } }

    func remember(_ path: [Certificate]) {
        guard let leaf = path.first else { return }
        paths.withLock { paths in
            if paths.count >= Self.capacity { paths.removeAll(keepingCapacity: true) }
            paths[Encoding(der: leaf.der)] = path
        }
    }
}
