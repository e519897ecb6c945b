/// An audit entry as a database holds it: not looked into yet.
package struct StoredAuditEntry: Sendable, Hashable {
    package let number: Int
    package let digest: ContentDigest
    package let bytes: [UInt8]

    package init(number: Int, digest: ContentDigest, bytes: [UInt8]) {
        self.number = number
        self.digest = digest
        self.bytes = bytes
    }
}

/// Walks along an audit log and finds where it does not hold together. No I/O.
package struct AuditChain: Sendable {
    /// The first place where it does not.
    package struct Fault: Sendable, Hashable {
        package enum Kind: String, Sendable, CaseIterable {
            /// An entry's bytes are not those that it was stored with, or are none.
            case changed
            /// Entries are missing before it.
            case gap
            /// It does not follow the entry before: one of the two was changed, inserted or replaced.
            case broken
            /// It is one of another station.
            case foreign
        }

        package let number: Int
        package let kind: Kind
    }

    private let station: StationID
    package private(set) var head: AuditHead
    package private(set) var fault: Fault?

    /// A walk that begins after this head.
    package init(of station: StationID, after head: AuditHead = .empty) {
        self.station = station
        self.head = head
    }

    /// Goes on with the next entries; nothing is looked at behind the first fault.
    package mutating func walk(_ entries: [StoredAuditEntry]) {
        for stored in entries where fault == nil {
            if let kind = Self.fault(stored, after: head, of: station) {
                fault = Fault(number: stored.number, kind: kind)
            } else {
                head = AuditHead(number: stored.number, digest: stored.digest)
            }
        }
    }

    private static func fault(
        _ stored: StoredAuditEntry, after head: AuditHead, of station: StationID
    ) -> Fault.Kind? {
        guard stored.number == head.number + 1 else { return .gap }
        guard ContentDigest(of: stored.bytes) == stored.digest, let entry = try? AuditEntry(parsing: stored.bytes),
            entry.number == stored.number
        else { return .changed }
        guard entry.station == station else { return .foreign }
        return entry.previous == head.digest ? nil : .broken
    }
}
