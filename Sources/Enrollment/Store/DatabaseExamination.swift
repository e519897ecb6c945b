/// Whether a station's database holds together.
package enum DatabaseExamination: Sendable, Hashable {
    /// How many records it has, by where they stand, and how many drafts.
    package struct Counts: Sendable, Hashable {
        package var records = 0
        package var delivered = 0
        package var pending = 0
        package var refused = 0
        package var drafts = 0

        package init() {}
    }

    /// There is none yet; the station makes it at its first record.
    case absent
    case sound(Counts)
    /// A later version of this program wrote it.
    case newer
    /// It cannot be opened or read, with SQLite's code: rights, another program's lock, the disk.
    case unreadable(Int)
    /// The time was over before all was looked at.
    case interrupted
    /// SQLite finds its pages broken, or it is no database.
    case damaged
    /// Rows that name rows that are not there.
    case brokenReferences(Int)
    /// From this record on the chain is not what was signed.
    case brokenChain(Int)
}
