import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import PCSC
import ReaderCatalogue
import SmartCard

/// The desk: a reader, a card on it, and the trust to judge it by.
struct Desk: Sendable {
    let service = SmartCardService()
    let keys = EphemeralKeys()
    /// What is known of readers.
    let quirks: QuirkCatalogue
    private let memory = LinkMemoryFile.load()

    init(quirks: QuirkCatalogue) { self.quirks = quirks }

    /// What to read, and how.
    struct Request: Sendable {
        var passwords: [Password]
        /// The machine readable zone as it stands on the card, where somebody scanned or typed it.
        var scannedMRZ: String?
        var reader: String?
        var waiting: Duration
        var policy = ReadingPolicy()
        var terminal: TerminalCredentials?
        /// Trusted certificates, where the document is to be judged.
        var trust: TrustStore?
        var inspection = InspectionPolicy.counter
        /// Writes the conversation down.
        var recorder: TraceRecorder?
        /// A recorded reading whose random numbers are to be taken.
        var repeated: Trace?
        /// What is read besides EF.SOD, EF.COM and EF.DG14.
        var selection = DocumentReader.Selection.all
        /// For Active Authentication, where the proof must be bound to something.
        var challenge: [UInt8]?
        /// Makes the ephemeral keys, where the proof must be bound to something.
        var keyPair: (@Sendable (any DomainParameters, GroupElement) throws -> AgreementKeyPair)?
    }

    /// A document as read, where, and what passive authentication says of it.
    struct Reading: Sendable {
        let document: DocumentReading
        let report: PassiveAuthentication.Report?
        let reader: String
        let scannedMRZ: String?
        /// When the card was there.
        let time: Date
        let duration: Duration
    }

    /// By what links are remembered: what was learned of a reader holds for what was known of it then.
    private static func key(_ name: String, _ quirks: ReaderQuirks) -> String {
        quirks.isEmpty ? name : "\(name); \(quirks)"
    }

    /// Domains of cards in the field: keys for them are ready before a card lies on the reader.
    private static let usualDomains: [DomainParametersName] = [.curve(.brainpoolP256r1), .curve(.p256)]

    /// Waits for a card and reads it. Signatures and hashes are checked while the card still sends.
    func read(_ request: Request, listener: @escaping @Sendable (ReadEvent) -> Void) async throws -> Reading {
        try keys.prepare(Self.usualDomains)
        let reader = try await service.waitForCard(in: request.reader, for: request.waiting)
        let (start, time) = (ContinuousClock.now, Date())
        let verification = request.trust.map {
            OverlappedVerification(
                PassiveAuthentication(trustStore: $0, policy: request.inspection), at: time)
        }
        let (files, arrived) = AsyncStream.makeStream(of: RawFile.self)
        async let received: Void = { for await file in files { await verification?.receive(file) } }()
        let document: DocumentReading
        do {
            document = try await reader.withTransaction(quirks: quirks) { transaction in
                var (channel, randomness) = await recorded(transaction, request)
                if let keyPair = request.keyPair { randomness.keyPair = keyPair }
                let link = DocumentReader.Link(
                    reader: Self.key(reader.name, await transaction.quirks),
                    answerToReset: await transaction.answerToReset,
                    memory: request.isByTheBook ? LinkMemory() : memory)
                return try await TraceRecorder.$current.withValue(request.recorder) { [channel, randomness] in
                    try await DocumentReader(
                        channel, passwords: request.passwords, selection: request.selection, policy: request.policy,
                        link: link, randomness: randomness, challenge: request.challenge, terminal: request.terminal,
                        receiver: { arrived.yield($0) },
                        listener: { event in
                            if case .began(let phase) = event { request.recorder?.begin("\(phase)") }
                            listener(event)
                        }
                    ).read()
                }
            }
        } catch {
            arrived.finish()
            request.recorder?.finish()
            await received
            throw error
        }
        arrived.finish()
        request.recorder?.finish()
        await received
        let report = await verification?.report(on: document.files)
        await LinkMemoryFile.save(memory)
        return Reading(
            document: document, report: report, reader: reader.name, scannedMRZ: request.scannedMRZ, time: time,
            duration: ContinuousClock.now - start)
    }
}
