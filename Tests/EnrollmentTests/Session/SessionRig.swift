import CardCrypto
import DocumentPKI
import Enrollment
import Foundation
import LDS
import Registry
import VirtualCard

/// A session, the card of its citizen, and an officer who signs.
struct SessionRig {
    let fixture: Fixture
    let station: StationFolder
    let image: CardImage
    let officer: TestOfficer
    let supervisor: TestOfficer
    var session: EnrollmentSession

    init(_ procedure: String = "level-2-account", seed: UInt64 = 1) throws {
        fixture = try Fixture.shared.get()
        station = try fixture.station()
        image = try fixture.image(seed: seed)
        (officer, supervisor) = (try TestOfficer.officer.get(), try TestOfficer.supervisor.get())
        let (text, consents) = try station.procedure(procedure)
        session = EnrollmentSession(
            text, consents: consents, station: station.station, officer: officer.officer.id,
            at: Timestamp(Fixture.time))
    }

    static let now = Timestamp(Fixture.time.addingTimeInterval(300))

    @discardableResult
    mutating func happen(_ event: SessionEvent) throws -> [SessionEffect] {
        try session.handle(event, at: Self.now, on: Fixture.today)
    }

    /// Fills the step on the screen as a careful officer does.
    mutating func fill() throws {
        guard let step = session.step else { return }
        switch step.kind {
        case .card: try happen(.cardRead(fixture.reading(of: image)))
        case .papers:
            let numbers = step.documents.filter(\.required).map { ($0.id, "034058000022") }
            try happen(.papersChecked(numbers: Dictionary(numbers) { first, _ in first }, isChecked: true))
        case .fields: try happen(.entered(["phone": "0912345678"]))
        case .portrait:
            try happen(.portraitTaken(jpeg: [0xFF, 0xD8, 1], findings: Self.findings(true), comparison: [:]))
            try happen(.portraitDecided(isAccepted: true, reason: nil))
        case .fingerprints:
            for finger in step.fingerprints?.fingers ?? [] {
                try happen(.fingerCaptured(finger, quality: 80, image: [1, 2, 3], mediaType: "application/jose"))
            }
        case .consent: try happen(.consented(language: "vi", hasAgreed: true))
        case .signature, .approval: return
        }
    }

    static func findings(_ passed: Bool?) -> [DraftPortrait.Finding] {
        [DraftPortrait.Finding(check: "sharpness", passed: passed, sentences: [:])]
    }

    /// Goes on to the first step of a kind.
    mutating func reach(_ kind: Procedure.StepKind) throws {
        while session.step?.kind != kind {
            try fill()
            try happen(.movedOn)
        }
    }

    /// Signs, and gives what is to be done then.
    @discardableResult
    mutating func sign() throws -> [SessionEffect] {
        try reach(.signature)
        guard case .provePresence(let claims)? = try happen(.signing).first else {
            throw CocoaError(.featureUnsupported)
        }
        try happen(.chipProved(proof(of: claims)))
        return try happen(.signed(officer.sign(claims, .enrolls)))
    }

    func proof(of claims: ContentDigest, by other: CardImage? = nil) throws -> PresenceProof {
        .activeAuthentication(
            signature: try fixture.signature(
                of: PresenceChallenge(claims: claims).octets, by: other ?? image))
    }

    /// What a crash would leave: everything that is kept.
    var state: [UInt8] {
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        return Array((try? encoder.encode(session.draft)) ?? Data())
    }
}

/// An officer with keys, without a roster.
struct TestOfficer {
    let officer: Officer
    let keys: OfficerKeys

    static let officer = Result { try TestOfficer("o-1", .officer) }
    static let supervisor = Result { try TestOfficer("s-1", .supervisor) }
    static let another = Result { try TestOfficer("o-2", .officer) }

    init(_ id: String, _ role: OfficerRole) throws {
        let password = SecretBytes(Array("a long password".utf8))
        let made = try OfficerApplication.make(
            id: id, name: "Officer \(id)", password: password, cardKey: nil, costExponent: 14)
        officer = try Officer(
            id: id, name: made.name, role: role, stations: [], signingKey: made.keys.signingKey,
            sealingKey: made.keys.sealingKey, lockedKeys: made.keys.lockedKeys, cardKey: nil)
        keys = try officer.unlock(with: password)
    }

    func sign(_ claims: ContentDigest, _ purpose: OfficerSignature.Purpose) throws -> OfficerSignature {
        try OfficerSignature(of: claims, by: officer, with: keys, purpose: purpose, at: SessionRig.now)
    }
}
