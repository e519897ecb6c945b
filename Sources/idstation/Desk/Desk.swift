import DocumentPKI
import EMRTD
import Foundation
import LDS
import PCSC
import SmartCard

/// The desk: a reader, a card on it, and the trust to judge it by.
struct Desk: Sendable {
    let service = SmartCardService()

    /// A document as read, and where.
    struct Reading: Sendable {
        let document: DocumentReading
        let reader: String
        let duration: Duration
    }

    /// Waits for a card and reads it.
    func read(
        _ passwords: [Password], in name: String?, waiting: Duration,
        listener: @escaping @Sendable (ReadEvent) -> Void
    ) async throws -> Reading {
        let reader = try await service.waitForCard(in: name, for: waiting)
        let start = ContinuousClock.now
        let document = try await reader.withTransaction { channel in
            try await DocumentReader(channel, passwords: passwords, listener: listener).read()
        }
        return Reading(document: document, reader: reader.name, duration: ContinuousClock.now - start)
    }
}
