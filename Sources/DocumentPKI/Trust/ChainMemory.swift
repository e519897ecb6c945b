import CardCrypto
import Synchronization

/// Ways from document signers to trusted authorities that were found and checked once: a registry sees the same few
/// signers all day. Only trusted ways are remembered, so nobody can fill it; times are judged anew at each use.
final class ChainMemory: Sendable {
    /// By the signer's DER; signer first, authority last.
    private let paths = Mutex<[[UInt8]: [Certificate]]>([:])
    private static let capacity = 4096

    func path(of leaf: Certificate) -> [Certificate]? { paths.withLock { $0[leaf.der] } }

    /// The certificate of a remembered signer, with its key read already.
    func signer(_ der: [UInt8]) -> Certificate? { paths.withLock { $0[der]?.first } }

    func remember(_ path: [Certificate]) {
        guard let leaf = path.first else { return }
        paths.withLock { paths in
            if paths.count >= Self.capacity { paths.removeAll(keepingCapacity: true) }
            paths[leaf.der] = path
        }
    }
}
