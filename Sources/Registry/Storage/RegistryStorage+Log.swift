/// What is asked of the log as it is stored.
package protocol LogStorage: Sendable {
    /// The log's number of leaves and its root.
    func logState() async throws -> (size: Int, root: [UInt8])

    /// The log's number of leaves and the receipt that came with the last one; nil before the first.
    func logEnd() async throws -> (size: Int, receipt: [UInt8])?

    /// The hashes of complete nodes of a level, from a position on; fewer than asked for where there are no more.
    func logHashes(level: Int, from position: Int, count: Int) async throws -> [[UInt8]]

    /// The bytes of leaves, from one on; fewer than asked for where there are no more.
    func logEntries(from leaf: Int, count: Int) async throws -> [[UInt8]]

    /// Leaves beside their records, from one on; fewer than asked for where there are no more.
    func logLeaves(from leaf: Int, count: Int) async throws -> [StoredLeaf]

    /// How many accepted records are in no leaf: none, or something is wrong.
    func acceptedRecordsWithoutLeaf() async throws -> Int

    /// Returns when all that was read until now is kept as surely as what an append returned for.
    func settle() async throws
}

/// A leaf of the log, and what the registry holds of the record that it is of.
package struct StoredLeaf: Sendable, Hashable {
    package let index: Int
    /// The bytes that were hashed.
    package let entry: [UInt8]
    package let manifest: [UInt8]
    package let received: Timestamp
    /// nil where the record was refused, which a leaf's never is.
    package let receipt: [UInt8]?
}
