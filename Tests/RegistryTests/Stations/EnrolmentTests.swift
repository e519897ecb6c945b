import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// A new station's way to its certificates, over real sockets.
@Suite(.serialized, .everyStorage) struct EnrolmentTests {
    let rig: EnrolmentRig

    init() throws { rig = try EnrolmentRig() }

    @Test func aCodeBringsCertificatesByWhichTheRegistryKnowsTheStation() async throws {
        let code = try await rig.invite(days: 30)
        #expect(try await rig.storage.station(rig.name)?.state == .invited)
        let keys = try EnrolmentRig.Keys()
        try await rig.serve { open, closed in
            let identity = try await rig.enrol(code, keys, at: open)
            #expect(identity.station == rig.name && identity.address == "https://localhost:1")
            #expect(identity.procedures == [1, 2, 3])
            #expect(try identity.registry.serialized() == rig.folder.description.serialized())
            #expect(try identity.tls.publicKeyInfo == keys.tls.publicKeyInfo())
            #expect(try identity.signing.publicKeyInfo == keys.signing.publicKeyInfo())
            #expect(identity.tls.subjectAttribute("OU") == "station" && identity.signing.assertsContentCommitment)
            #expect(!identity.tls.assertsContentCommitment)
            #expect(abs(identity.tls.notAfter.timeIntervalSince(rig.clock.now) - 30 * 86_400) < 2)
            try await rig.withClient(identity, keys, at: closed) { client in
                try await client.checkHealth()
                #expect(try await client.missingParts(among: [], of: rig.name) == [])
            }
        }
        #expect(try await rig.storage.station(rig.name)?.state == .active)
        #expect(try await rig.storage.certificates(of: rig.name).map(\.purpose) == [.signing, .tls])
    }

    @Test func theSameKeysGetTheSameCertificatesAndOthersGetNone() async throws {
        let code = try await rig.invite()
        let keys = try EnrolmentRig.Keys()
        let address = try await rig.serve { open, _ in
            let first = try await rig.enrol(code, keys, at: open)
            let second = try await rig.enrol(code, keys, at: open)
            #expect(first.tls == second.tls && first.signing == second.signing)
            let other = try await problem { _ = try await rig.enrol(code, EnrolmentRig.Keys(), at: open) }
            #expect(other.code == .enrolmentCodeUsed && other.status == 403 && !other.retryable)
            rig.clock.advance(days: 1)
            let late = try await problem { _ = try await rig.enrol(code, keys, at: open) }
            #expect(late.code == .enrolmentCodeExpired)
            return open
        }
        #expect(try await rig.storage.certificates(of: rig.name).count == 2, "\(address)")
    }

    @Test func ofManyAtOnceOneGetsTheCertificates() async throws {
        let code = try await rig.invite()
        let requests = try (0..<8).map { _ in try EnrolmentRig.Keys().requests(code.text) }
        let enrolment = rig.enrolment
        let issued = try await withThrowingTaskGroup(of: Bool.self) { tasks in
            for request in requests {
                tasks.addTask {
                    do { _ = try await enrolment.enrol(request, from: nil) } catch let problem as ProblemDetails {
                        #expect(problem.code == .enrolmentCodeUsed)
                        return false
                    }
                    return true
                }
            }
            return try await tasks.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(issued == 1)
        #expect(try await rig.storage.certificates(of: rig.name).count == 2)
    }

    @Test func aNewCodeEndsTheOneBefore() async throws {
        let (old, new) = (try await rig.invite(), try await rig.invite())
        let keys = try EnrolmentRig.Keys()
        let refused = try await problem { _ = try await rig.enrolment.enrol(keys.requests(old.text), from: nil) }
        #expect(refused.code == .enrolmentCodeUnknown)
        #expect(try await rig.enrolment.enrol(keys.requests(new.text), from: nil).station == rig.name)
    }

    @Test func aCodeBarsTheStationsEarlierCertificates() async throws {
        let (old, new) = (try EnrolmentRig.Keys(), try EnrolmentRig.Keys())
        let first = try await rig.enrolment.enrol(old.requests(try await rig.invite().text), from: nil)
        let code = try await rig.invite()
        let second = try await rig.enrolment.enrol(new.requests(code.text), from: nil)
        // A repetition bars nothing.
        #expect(try await rig.enrolment.enrol(new.requests(code.text), from: nil).tls == second.tls)
        for (certificate, isBarred) in [
            (first.tls, true), (first.signing, true), (second.tls, false), (second.signing, false),
        ] {
            let standing = try await rig.storage.standing(of: ContentDigest(of: certificate.der), of: rig.name)
            if case .revoked(let revocation) = standing {
                #expect(isBarred && revocation.reason == .retired)
            } else {
                #expect(!isBarred && standing == .active)
            }
        }
    }

    @Test func guessersAreHeldOff() async throws {
        let code = try await rig.invite()
        let keys = try EnrolmentRig.Keys()
        let authority = try rig.folder.stationCA().certificate
        for _ in 0..<10 {
            let guess = try EnrolmentCode.make(authority: authority).text
            let refused = try await problem {
                _ = try await rig.enrolment.enrol(keys.requests(guess), from: "192.0.2.1")
            }
            #expect(refused.code == .enrolmentCodeUnknown)
        }
        let held = try await problem { _ = try await rig.enrolment.enrol(keys.requests(code.text), from: "192.0.2.1") }
        #expect(held.code == .tooManyAttempts && held.status == 429 && held.retryable)
        #expect(try await rig.enrolment.enrol(keys.requests(code.text), from: "192.0.2.2").station == rig.name)
    }

    @Test func aRegistryThatDidNotMakeTheCodeIsToldNothing() async throws {
        let code = try await rig.invite()
        let stranger = try EnrolmentRig()
        try await stranger.serve { open, _ in
            let failure = await #expect(throws: Unreachable.self) {
                _ = try await rig.enrol(code, EnrolmentRig.Keys(), at: open)
            }
            #expect(failure?.reason == .serverNotTrusted && failure?.retryable == false)
            // Somebody in between who passes the right CA on has no certificate of it for his own server.
            let inBetween = await #expect(throws: Unreachable.self) {
                _ = try await EnrolmentClient(address: open).enrol(
                    EnrolmentRig.Keys().requests(code.text), trusting: rig.folder.stationCA().certificate)
            }
            #expect(inBetween?.reason == .serverNotTrusted)
        }
    }

    @Test func keysThatDoNotServeAreRefused() async throws {
        let code = try await rig.invite()
        let good = try EnrolmentRig.Keys()
        let bytes = try good.requests(code.text).serialized()
        _ = try CertificateRequests(parsing: bytes)
        let other = try await problem {
            _ = try CertificateRequests(parsing: EnrolmentRig.Keys(.p384).requests(code.text).serialized())
        }
        #expect(other.code == .certificateRequestInvalid && other.status == 422)
        let one = try await problem {
            let request = try CertificateRequest(for: good.tls, commonName: "x")
            _ = try CertificateRequests(parsing: CertificateRequests(tls: request, signing: request).serialized())
        }
        #expect(one.code == .certificateRequestInvalid)
        for count in stride(from: 0, to: bytes.count, by: 7) {
            let read = try? CertificateRequests(parsing: Array(bytes.prefix(count)))
            #expect(read == nil, "\(count) bytes")
        }
    }
}
