/// The registry's receipt: a record's leaf of the transparency log, with the proof that the log holds it.
///
/// Its bytes are a C2SP transparency log proof (c2sp.org/tlog-proof@v1) whose extra data is the leaf.
/// Nothing but `verify` makes one out of bytes that came from outside.
package struct Receipt: Sendable, Hashable {
    /// The bytes as the registry sent them, to be kept.
    package let bytes: [UInt8]
    /// What the registry received, and when.
    package let leaf: ReceiptLeaf
    /// The place of the leaf in the log, from 0.
    package let index: Int
    /// The number of leaves the log had with this one.
    package let treeSize: Int
    /// The root of the log of that size.
    package let root: [UInt8]
}
