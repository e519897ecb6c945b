package import Foundation
package import Registry

/// Writes what waits into bundles that somebody carries to the registry. What is written still waits: only a receipt
/// ends that, by whichever way it comes.
package struct RecordExport: Sendable {
    private let store: EnrollmentStore
    private let station: StationID
    private let sealer: RecordSealer

    package init(store: EnrollmentStore, station: StationID, sealer: RecordSealer) {
        self.store = store
        self.station = station
        self.sealer = sealer
    }

    /// A bundle that was written.
    package struct Written: Sendable, Hashable {
        package let path: String
        package let sequences: [Int]
        package let size: Int
    }

    /// Leaves room for the frames' heads and the manifests beside the sealed parts.
    private static let largestContent = RecordBundle.maximumSize / 4 * 3

    /// Writes bundles into a folder, one file after the other; the last one holds a statement. Where nothing waits there is
    /// still one, for the registry's answer brings states too.
    package func write(to folder: String, at now: Date) throws -> [Written] {
        var groups: [[(sequence: Int, trace: String)]] = [[]]
        var size = 0
        for entry in try store.outbox(onlyPending: true) {
            let signed = try store.signedManifest(entry.sequence)
            let own = try RecordManifest(parsing: signed.manifest).parts.reduce(signed.manifest.count) {
                $0 + $1.sealedSize
            }
            if size + own > Self.largestContent || groups[groups.count - 1].count == RecordBundle.mostRecords {
                groups.append([])
                size = 0
            }
            groups[groups.count - 1].append((entry.sequence, entry.trace))
            size += own
        }
        let time = "\(Timestamp(now))".filter { $0.isNumber }
        return try groups.enumerated().map { number, group in
            try write(
                group, to: "\(folder)/\(station)-\(time)-\(number + 1).records", at: now,
                isLast: number == groups.count - 1)
        }
    }

    private func write(
        _ group: [(sequence: Int, trace: String)], to path: String, at now: Date, isLast: Bool
    ) throws -> Written {
        let sequences = group.map(\.sequence)
        let records = try group.map { sequence, trace in
            RecordBundle.Entry(
                sequence: sequence, digest: try store.signedManifest(sequence).digest, trace: trace)
        }
        let index = try RecordBundle(
            station: station, made: Timestamp(now), change: store.lastChange(), records: records
        ).serialized()
        let writer = try RecordBundleWriter(path, index: index, signature: sealer.sign(index, at: now))
        if isLast {
            try writer.add(store.makeStatement(of: station, signedBy: sealer, at: Timestamp(now)).signed)
        }
        for sequence in sequences {
            let signed = try store.signedManifest(sequence)
            try writer.add(signed)
            for piece in try RecordManifest(parsing: signed.manifest).pieces {
                try writer.add(piece: store.sealedPiece(piece.digest, of: sequence))
            }
        }
        try writer.finish()
        return Written(path: path, sequences: sequences, size: writer.size)
    }
}
