package import DocumentPKI
package import Enrollment
package import Registry
package import StationWeb

/// The reader on the counter, as an enrollment needs it. The station's program gives the real one.
package protocol CounterCards: Sendable {
    /// Readers and cards as they come and go.
    func events() -> AsyncStream<DeskEvent>

    /// Reads and judges the card on the reader, and tells how far it is.
    ///
    /// - Parameter keys: what may open the chip, in the order of preference.
    func read(
        _ keys: [ScannedText.AccessKey], scanned: ScannedText?, progress: @escaping @Sendable (DeskEvent) -> Void
    ) async throws(DeskFailure) -> (reading: CardReading, report: DeskReport)

    /// Lets the chip of this document, which must be on the reader again or still, prove its presence for these claims.
    func prove(_ claims: ContentDigest, with document: VerifiedDocument) async throws(DeskFailure) -> PresenceProof

    /// Reads an officer's own card and gives the digest of its EF.DG15, where the card is genuine and the chip proved
    /// itself by that key.
    func officersCard(can: String) async throws(DeskFailure) -> ContentDigest
}
