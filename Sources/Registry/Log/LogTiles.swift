import Synchronization

/// The log as it is served to everybody: the checkpoint and the tiles, straight from the storage.
package final class LogTiles: Sendable {
    private let storage: any LogStorage
    private let log: TransparencyLog
    /// The largest size that was seen to be kept for good.
    private let settled = Mutex(0)

    package init(storage: any LogStorage, log: TransparencyLog) {
        self.storage = storage
        self.log = log
    }

    /// The newest checkpoint: the signed note that came with the last leaf, so that each size has only one.
    ///
    /// It is shown only when it can no longer be lost: a log that shrinks is a broken one to those who watch.
    package func checkpoint() async throws -> [UInt8] {
        guard let end = try await storage.logEnd() else {
            let empty = Checkpoint(origin: log.key.verifierKey.name, size: 0, root: MerkleTree.emptyRoot)
            return Array(try log.key.sign(empty.text).serialized.utf8)
        }
        if settled.withLock({ $0 < end.size }) {
            try await storage.settle()
            settled.withLock { $0 = max($0, end.size) }
        }
        guard let blank = end.receipt.firstRange(of: Array("\n\n".utf8)) else {
            throw RegistryError(.logBroken, "the last receipt has no checkpoint", fault: .registry)
        }
        return Array(end.receipt[blank.upperBound...])
    }

    /// The bytes of a tile; nil where the log is not so large yet.
    package func bytes(of tile: LogTile) async throws -> [UInt8]? {
        let first = tile.index * LogTile.fullWidth
        switch tile.content {
        case .hashes(let level):
            let hashes = try await storage.logHashes(level: 8 * level, from: first, count: tile.width)
            return hashes.count == tile.width ? hashes.flatMap { $0 } : nil
        case .entries:
            let entries = try await storage.logEntries(from: first, count: tile.width)
            return entries.count == tile.width
                ? entries.flatMap { [UInt8($0.count >> 8 & 0xFF), UInt8($0.count & 0xFF)] + $0 } : nil
        }
    }
}
