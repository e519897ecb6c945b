import CardCrypto
import DocumentPKI
import Foundation
import LDS
import Testing

/// A signer that was seen before is not read and chained again, and is judged all the same.
@Suite("A signer that was seen before")
struct WarmSignerTests {
    private static let day = TestState.day

    @Test("the same rows, the same certificate, and every fault that the first time would have found")
    func warm() throws {
        let state = try TestState()
        let signer = try state.signer(to: TestState.time + 10 * Self.day)
        let genuine = try TestState.document(by: signer)
        let inspector = PassiveAuthentication(trustStore: TrustStore(anchors: [state.csca]))
        let first = inspector.verify(genuine, at: TestState.time)
        let second = inspector.verify(genuine, at: TestState.time)
        let third = inspector.verify(genuine, at: TestState.time)
        #expect(first.verdict == .valid && first.findings == second.findings)
        let (one, other) = (try #require(second.signer), try #require(third.signer))
        #expect(one === other, "the signer's certificate was read again")

        let altered = genuine.map { $0.file == .dg13 ? RawFile(.dg13, $0.bytes + [0]) : $0 }
        #expect(inspector.verify(altered, at: TestState.time).failures[.dataGroupHash] == .changed)
        let sod = try #require(genuine.first { $0.file == .sod }).bytes
        let damaged = TestState.replaced(genuine, RawFile(.sod, sod.dropLast() + [(sod.last ?? 0) ^ 1]))
        #expect(inspector.verify(damaged, at: TestState.time).failures == [.signature: .signatureInvalid])
        // Times are judged anew.
        let later = TestState.time + 30 * Self.day
        let late = try TestState.document(by: signer, at: later)
        #expect(inspector.verify(late, at: later).failures == [.validity: .signerExpired])
        #expect(inspector.verify(genuine, at: later).verdict == .valid)
        // Another signer of the same name is another one.
        let stranger = try state.signer()
        let signed = try TestState.document(by: stranger)
        #expect(inspector.verify(signed, at: TestState.time).signer == stranger.certificate)
    }
}
