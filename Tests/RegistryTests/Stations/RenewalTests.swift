import CardCrypto
import FoundationEssentials
import Testing

@testable import Registry

/// New certificates before the old ones end, over mutual TLS.
@Suite(.serialized, .everyStorage) struct RenewalTests {
    let rig: EnrolmentRig

    init() throws { rig = try EnrolmentRig() }

    @Test func youngCertificatesAreGivenAgainAndOldOnesReplaced() async throws {
        // The certificates' times are looked at by real TLS: the registry's clock comes up to the real one.
        rig.clock.advance(days: -60)
        let keys = try EnrolmentRig.Keys()
        let code = try await rig.invite(days: 90)
        let first = try await rig.enrolment.enrol(keys.requests(code.text), from: nil)
        try await rig.serve { _, closed in
            try await rig.withClient(first, keys, at: closed) { client in
                let again = try await client.renew(keys.requests(nil), of: rig.name)
                #expect(again.tls == first.tls && again.signing == first.signing)
                rig.clock.advance(days: 60)
                let renewed = try await client.renew(keys.requests(nil), of: rig.name)
                #expect(renewed.tls != first.tls && renewed.signing != first.signing)
                #expect(try renewed.tls.publicKeyInfo == keys.tls.publicKeyInfo())
                #expect(renewed.tls.notAfter > first.tls.notAfter)
                // A lost answer asked for again brings no third pair.
                #expect(try await client.renew(keys.requests(nil), of: rig.name).tls == renewed.tls)
                // Both count beside each other.
                try await client.checkHealth()
                try await rig.withClient(renewed, keys, at: closed) { try await $0.checkHealth() }
            }
        }
        #expect(try await rig.storage.certificates(of: rig.name).count == 4)
    }

    @Test func freshKeysGetCertificatesAtOnceButNotWithoutEnd() async throws {
        let keys = try EnrolmentRig.Keys()
        let code = try await rig.invite()
        _ = try await rig.enrolment.enrol(keys.requests(code.text), from: nil)
        for _ in 0..<19 { _ = try await rig.enrolment.renew(rig.name, EnrolmentRig.Keys().requests(nil)) }
        let refused = try await problem {
            _ = try await rig.enrolment.renew(rig.name, EnrolmentRig.Keys().requests(nil))
        }
        #expect(refused.code == .tooManyCertificates && refused.status == 429)
        rig.clock.advance(days: 731)
        #expect(try await rig.enrolment.renew(rig.name, EnrolmentRig.Keys().requests(nil)).station == rig.name)
    }

    @Test func aStationRenewsItselfOnly() async throws {
        let keys = try EnrolmentRig.Keys()
        let code = try await rig.invite()
        let identity = try await rig.enrolment.enrol(keys.requests(code.text), from: nil)
        let other = try #require(StationID("station-2"))
        try await rig.serve { _, closed in
            try await rig.withClient(identity, keys, at: closed) { client in
                let refused = try await problem { _ = try await client.renew(keys.requests(nil), of: other) }
                #expect(refused.code == .wrongStation)
            }
        }
    }

    @Test func aCertificateThatEndedOrDoesNotCountYetIsToldAsThat() async throws {
        let pki = try StationPKI()
        let intake = try RecordIntake.forTransport(in: rig.temporary)
        try await RegistryServer.run(api: intake, pki: pki) { server in
            for (begin, end, reason) in [
                (-7200.0, -3600.0, Unreachable.Reason.certificateExpired), (3600.0, 7200.0, .clockWrong),
            ] {
                let identity = try pki.issue("station-1", from: Date() + begin, to: Date() + end)
                try await server.withClient(as: identity) { client in
                    let failure = await #expect(throws: Unreachable.self) { try await client.checkHealth() }
                    #expect(failure?.reason == reason && failure?.retryable == false, "\(String(describing: failure))")
                }
            }
        }
    }
}
