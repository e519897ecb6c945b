package import CardCrypto
import Crypto
package import FoundationEssentials
package import Registry

/// Seals a record's parts to the registry and signs its manifest as the station: afterwards the station itself can no
/// longer read it.
package struct RecordSealer: Sendable {
    private let station: StationID
    private let sealingKey: SealingKey
    private let indexKey: SecretBytes
    private let credential: @Sendable () throws -> StationCredential

    /// - Parameters:
    ///   - indexKey: the station's own secret by which it recognises a citizen without storing the number.
    ///   - credential: the station's signing key and certificate; asked for each record.
    package init(
        station: StationID, sealingKey: SealingKey, indexKey: SecretBytes,
        credential: @escaping @Sendable () throws -> StationCredential
    ) {
        self.station = station
        self.sealingKey = sealingKey
        self.indexKey = indexKey
        self.credential = credential
    }

    /// A record as it is stored and sent.
    struct Sealed: Sendable {
        let sequence: Int
        let signed: SignedManifest
        let parts: [SealedPart]
    }

    func seal(_ record: EnrollmentRecord, sequence: Int, previous: ContentDigest) throws -> Sealed {
        let parts = try record.parts.map { part in
            let context = SealContext(record: record.id, station: station, sequence: sequence, part: part.name)
            return try sealingKey.seal(part, in: context)
        }
        let manifest = try RecordManifest(
            record: record.id, station: station, sequence: sequence, previous: previous, procedure: record.procedure,
            operatorID: record.operatorID, time: record.time, parts: parts.map(\.entry)
        ).serialized()
        let signature = try sign(manifest, at: record.time.upperBound.date)
        return Sealed(
            sequence: sequence, signed: SignedManifest(manifest: manifest, signature: signature), parts: parts)
    }

    /// A detached CAdES signature of the station over a manifest, a statement, a bundle.
    package func sign(_ content: [UInt8], at time: Date) throws(EnrollmentError) -> [UInt8] {
        do {
            let signer = try credential()
            return try SignedData.sign(
                content, key: signer.key, certificate: signer.certificate, digest: .sha256, signingTime: time,
                isDetached: true, isCAdES: true)
        } catch let error as EnrollmentError {
            throw error
        } catch {
            throw EnrollmentError(
                .signatureFailed, "the station could not sign: \(error); nothing was recorded", fault: .station)
        }
    }

    /// HMAC-SHA256 of the citizen's number and the procedure.
    func holderHash(of holderKey: [UInt8]) -> [UInt8] {
        let key = indexKey.withUnsafeBytes { SymmetricKey(data: $0) }
        return Array(HMAC<SHA256>.authenticationCode(for: holderKey, using: key))
    }
}
