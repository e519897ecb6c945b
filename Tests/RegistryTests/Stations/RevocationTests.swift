import CardCrypto
import FoundationEssentials
import Logging
import ServiceLifecycle
import Synchronization
import Testing

@testable import Registry

/// Who is barred gets nothing, at any route and on a server that runs.
@Suite(.serialized, .everyStorage) struct RevocationTests {
    let rig: EnrolmentRig

    init() throws { rig = try EnrolmentRig() }

    private func revoke(_ reason: RevocationReason, certificate: ContentDigest? = nil) async throws {
        #expect(
            try await rig.storage.revoke(rig.name, certificate: certificate, Revocation(since: .now, reason: reason)))
    }

    /// Asks until the answer of the register is forgotten: two seconds at most.
    private func waitForRefusal(_ body: () async throws -> Void) async throws -> ProblemDetails? {
        let end = ContinuousClock.now + .seconds(20)
        while ContinuousClock.now < end {
            do { try await body() } catch let problem as ProblemDetails { return problem }
            try await Task.sleep(for: .milliseconds(50))
        }
        return nil
    }

    @Test func aRevokedStationGetsNoAnswerButThat() async throws {
        let keys = try EnrolmentRig.Keys()
        let code = try await rig.invite()
        let identity = try await rig.enrolment.enrol(keys.requests(code.text), from: nil)
        try await rig.serve { _, closed in
            try await rig.withClient(identity, keys, at: closed) { client in
                try await client.checkHealth()
                try await revoke(.lost)
                let refused = try #require(try await waitForRefusal { try await client.checkHealth() })
                #expect(refused.code == .stationRevoked && refused.status == 403 && !refused.retryable)
                let name = rig.name
                for body: @Sendable () async throws -> Void in [
                    { _ = try await client.missingParts(among: [], of: name) },
                    { try await client.store(part: [1], digest: ContentDigest(of: [1]), of: name) },
                    { _ = try await client.receipt(sequence: 1, of: name) },
                    { _ = try await client.roster() },
                    { _ = try await client.auditHead(of: name) },
                    { _ = try await client.inquire(personalNumber: "001204000001", phone: nil, of: name) },
                    { _ = try await client.renew(keys.requests(nil), of: name) },
                ] {
                    let refused = try await problem { try await body() }
                    #expect(refused.code == .stationRevoked)
                }
            }
        }
        // Its name is not given again, neither by a code nor in a folder.
        let error = await #expect(throws: RegistryError.self) { _ = try await rig.invite() }
        #expect(error?.code == .stationBarred)
        let enlisted = await #expect(throws: RegistryError.self) {
            try await rig.folder.enlist(
                rig.name, at: "\(rig.temporary.path)/station", address: "https://localhost:1", time: Date())
        }
        #expect(enlisted?.code == .stationBarred)
        #expect(!FileManager.default.fileExists(atPath: "\(rig.temporary.path)/station"))
    }

    @Test func oneCertificateCanBeBarredAndTheOthersNot() async throws {
        let (old, new) = (try EnrolmentRig.Keys(), try EnrolmentRig.Keys())
        let code = try await rig.invite()
        let first = try await rig.enrolment.enrol(old.requests(code.text), from: nil)
        let second = try await rig.enrolment.renew(rig.name, new.requests(nil))
        try await revoke(.compromised, certificate: ContentDigest(of: first.tls.der))
        try await rig.serve { _, closed in
            try await rig.withClient(second, new, at: closed) { try await $0.checkHealth() }
            try await rig.withClient(first, old, at: closed) { client in
                let refused = try await problem { try await client.checkHealth() }
                #expect(refused.code == .stationRevoked)
            }
        }
    }

    @Test func aCodeOfAStationThatWasBarredMeanwhileBringsNothing() async throws {
        let code = try await rig.invite()
        try await revoke(.retired)
        let refused = try await problem {
            _ = try await rig.enrolment.enrol(EnrolmentRig.Keys().requests(code.text), from: nil)
        }
        #expect(refused.code == .stationRevoked)
        #expect(try await rig.storage.certificates(of: rig.name).isEmpty)
    }

    @Test func aStationFromBeforeThereWasAListIsTakenUpAtFirstContact() async throws {
        let legacy = try #require(StationID("station-9"))
        let credential = try rig.folder.stationCA().issueClient(legacy, at: Date())
        #expect(try await rig.storage.station(legacy) == nil)
        let register = StationRegister(rig.storage)
        try await register.admit(credential.certificate)
        #expect(try await rig.storage.station(legacy)?.state == .active)
        #expect(try await rig.storage.certificates(of: legacy).map(\.certificate) == [credential.certificate])
    }

    @Test func whatTheStorageSaidCountsForTwoSeconds() async throws {
        let time = Mutex(ContinuousClock.now)
        let register = StationRegister(rig.storage, instant: { time.withLock { $0 } })
        let certificate = try rig.folder.stationCA().issueClient(rig.name, at: Date()).certificate
        try await register.admit(certificate)
        try await revoke(.lost)
        try await register.admit(certificate)
        time.withLock { $0 += .seconds(2) }
        let refused = try await problem { try await register.admit(certificate) }
        #expect(refused.code == .stationRevoked)
    }

    @Test func aConsumersCertificateIsNoStations() async throws {
        let credential = try rig.folder.stationCA().issueClient(rig.name, kind: .consumer, at: Date())
        let keys = String(decoding: try credential.key.pem().exposed(), as: UTF8.self)
        try await rig.serve { _, closed in
            let client = try RegistryClient(
                RegistryClient.Configuration(
                    address: closed, certificatePEM: credential.certificate.pem, privateKeyPEM: keys,
                    trustRootsPEM: rig.folder.stationCA().certificate.pem))
            let result: Result<ProblemDetails, any Error>
            do {
                result = .success(try await problem { _ = try await client.missingParts(among: [], of: rig.name) })
            } catch { result = .failure(error) }
            try await client.shutdown()
            let refused = try result.get()
            #expect(refused.code == .noClientCertificate && refused.status == 403)
        }
        #expect(try await rig.storage.station(rig.name) == nil)
    }

    @Test func unknownNamesAndCertificatesAreNotBarredByMistake() async throws {
        let revocation = Revocation(since: .now, reason: .lost)
        #expect(try await !rig.storage.revoke(rig.name, certificate: nil, revocation))
        _ = try await rig.invite()
        #expect(try await !rig.storage.revoke(rig.name, certificate: ContentDigest(of: [1]), revocation))
        #expect(try await rig.storage.station(rig.name)?.state == .invited)
    }
}
