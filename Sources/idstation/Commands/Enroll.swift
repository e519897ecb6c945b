import ArgumentParser
import DocumentPKI
import EMRTD
import Enrollment
import Foundation
import LDS
import Registry

struct Enroll: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Reads and verifies a card, records the enrollment, and forwards it to the registry.",
        discussion: """
            The record is sealed to the registry and signed by the station before it is stored; it is stored before it \
            is sent. Where the registry cannot be reached the record is kept: idstation forward sends it later. No officer \
            signs here: this is for benches, whose registry has admitted none. Officers work at the page of idstation serve.
            """)

    @OptionGroup var card: CardOptions

    @Option(help: ArgumentHelp("The station's folder.", valueName: "folder"))
    var station: String

    @OptionGroup var policy: PolicyOption

    @Option(help: ArgumentHelp("The procedure, by the name of its file.", valueName: "id"))
    var procedure = "bench-enrollment"

    @Option(help: "The citizen's own phone number.")
    var phone: String?

    @Option(help: "The citizen's e-mail address.")
    var email: String?

    @Flag(help: "The citizen has read, or heard, the procedure's consent text and agrees.")
    var consent = false

    @Option(help: "The language of the consent text.")
    var language = "vi"

    @Option(name: .customLong("operator"), help: "The officer's identity at the authority, not a name.")
    var operatorID = "demo-officer"

    @Flag(help: "Record another one although one of the same citizen still waits here.")
    var again = false

    @Flag(help: "Record only; do not send now.")
    var offline = false

    @Flag(help: "Print time, exchanges and bytes of each step.")
    var timing = false

    @Flag(help: "Print JSON.")
    var json = false

    func validate() throws { try card.requirePassword() }

    func run() async throws {
        try await report(json: json) {
            let folder = try StationFolder.load(station)
            // Whatever the station or the form lacks shows before the citizen lays down the card.
            let (procedure, consents) = try folder.procedure(procedure)
            let missing = procedure.violations(entry())
            guard missing.isEmpty else {
                throw EnrollmentError(
                    .procedureRefuses, missing.map(\.english).joined(separator: " "), fault: .operator)
            }
            let store = try folder.store()
            let sealer = try folder.sealer()
            let (trust, inspection) = (try TrustStore.loaded(from: folder.trustFolder.path), try policy.load())
            let quirks = try card.quirks.load()

            var session = try session(procedure, consents, folder)
            Console.note("reading the card (trace \(session.beginReading().traceID))")
            let (progress, desk) = (ReadProgress(), Desk(quirks: quirks))
            let reading = try await desk.read(card.request(trust: trust, policy: inspection)) { progress.show($0) }
            let inspected = reading.inspected(under: inspection)
            Console.note(inspected.sentence(.english))
            guard inspected.verdict == .valid, let document = inspected.document else {
                try printRefusal(inspected, reading)
                throw inspected.verdict.status.code
            }
            session.freshness = try store.newestReceipt().map { ContentDigest(of: $0) } ?? .none
            try await session.run(entry(), CardReading(reading, inspected)) { claims in
                try await desk.prove(claims, with: document, in: reading.reader)
            }
            let record = try EnrollmentRecord(session)
            let stored = try store.add(record, sealedBy: sealer, allowingAnother: again)
            Console.note("recorded as number \(stored.sequence), sealed and signed")

            var summary = EnrollmentOutput(
                stored, VerificationOutput(inspected, DocumentOutput(reading, timing: timing)))
            let forwarding = offline ? nil : try await forward(stored, store, folder)
            summary.add(forwarding)
            if json { try Console.json(summary) } else { print(summary.text(document, procedure, language)) }
            if let status = forwarding?.status(of: stored.sequence), status != .success { throw status.code }
        }
    }

    /// An enrollment that no officer signs: a registry that has admitted officers refuses it.
    private func session(
        _ procedure: Procedure, _ consents: [String: [UInt8]], _ folder: StationFolder
    ) throws -> EnrollmentSession {
        EnrollmentSession(
            procedure, consents: consents, station: folder.station, officer: operatorID, at: Timestamp(Date()),
            isSignedByOfficer: false)
    }

    /// The record is safe by now: whatever fails here, it is kept.
    private func forward(
        _ stored: EnrollmentStore.Stored, _ store: EnrollmentStore, _ folder: StationFolder
    ) async throws -> Forwarding {
        do {
            return try await Forwarding.send(store, of: folder)
        } catch {
            let failure = Failure(error)
            throw Failure(
                .registryUnreachable, code: failure.code,
                "record \(stored.sequence) is kept, but could not be sent: \(failure.title)", remedy: failure.remedy)
        }
    }

    private func entry() -> Procedure.Entry {
        var fields: [String: String] = [:]
        fields["phone"] = phone
        fields["email"] = email
        return Procedure.Entry(fields: fields, consentLanguage: consent ? language : nil)
    }

    private func printRefusal(_ report: InspectionReport, _ reading: Desk.Reading) throws {
        let output = VerificationOutput(report, DocumentOutput(reading, timing: timing))
        if json { try Console.json(output) } else { report.lines(.english).forEach { print($0) } }
    }
}

extension CalendarDate {
    /// Today where the station stands.
    static func today() -> CalendarDate {
        let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: Date())
        return CalendarDate(parts.year ?? 1970, parts.month ?? 1, parts.day ?? 1)
    }
}
