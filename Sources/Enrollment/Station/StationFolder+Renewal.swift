import CardCrypto
package import Foundation
package import Registry

/// New certificates for a station that has some.
extension StationFolder {
    /// Asks for new certificates over a client with the present ones, and goes over to them in one step. Records that were
    /// signed before stay as they are; both pairs of certificates count until the old ones end.
    ///
    /// - Parameter freshKeys: make new keys; only where keys are files.
    /// - Returns: what the station goes by now; nil where the registry finds the present certificates young enough.
    package func renewIdentity(
        freshKeys: Bool = false, over client: RegistryClient, at now: Date
    ) async throws -> StationIdentity? {
        let old = try identity()
        let keys = try freshKeys ? self.freshKeys(after: old) : presentKeys(old)
        let issued = try await client.renew(keys.requests(of: station.text), of: station)
        try keys.check(issued, of: station, by: authority(), at: now)
        guard try issued.tls != certificate(old.tls) || issued.signing != certificate(old.signing) else { return nil }
        return try install(issued, keys, after: old)
    }

    /// Takes certificates that a new code brought: for a station whose certificates have ended, or whose keys are gone. Its
    /// records stay.
    package func enrolAgain(
        by code: EnrolmentCode, over client: EnrolmentClient, held: (tls: KeyLocation, signing: KeyLocation)?,
        at now: Date
    ) async throws -> StationIdentity {
        let old = try identity()
        let keys = try held.map { try KeyPair.held(tls: $0.tls, signing: $0.signing) } ?? freshKeys(after: old)
        let authority = try await client.authority(namedBy: code)
        guard try authority == self.authority() else {
            throw EnrollmentError(
                .answerUnfit, "\(url.path) belongs to another registry than the code. Nothing was changed here.",
                fault: .operator)
        }
        let issued = try await client.enrol(keys.requests(code: code.text, of: station.text), trusting: authority)
        try keys.check(issued, of: station, by: authority, at: now)
        return try install(issued, keys, after: old)
    }

    private func authority() throws -> Certificate {
        guard let authority = try trustAuthorities().first else {
            throw Self.unusable("\(path(of: "station-ca.pem")) has no certificate")
        }
        return authority
    }

    private func presentKeys(_ identity: StationIdentity) throws -> KeyPair {
        KeyPair(
            tls: identity.tls.key, signing: identity.signing.key, tlsKey: try key(at: identity.tls.key),
            signingKey: try key(at: identity.signing.key))
    }

    private func freshKeys(after old: StationIdentity) throws -> KeyPair {
        guard case .file = old.tls.key, case .file = old.signing.key else {
            throw EnrollmentError(
                .keyUnusable,
                "fresh keys are made as files only, and \(old.tls.key.shown) is none. Make keys in the token or the TPM, "
                    + "and enrol again with a new code.", fault: .operator)
        }
        let next = old.generation + 1
        return try KeyPair.files(tls: "tls-\(next).key", signing: "signing-\(next).key", in: url.path)
    }

    /// The certificates first, then, in one piece, the file that names them.
    private func install(
        _ issued: IssuedIdentity, _ keys: KeyPair, after old: StationIdentity
    ) throws -> StationIdentity {
        let next = old.generation + 1
        let identity = StationIdentity(
            tls: StationIdentity.Entry(key: keys.tls, certificate: "tls-\(next).pem"),
            signing: StationIdentity.Entry(key: keys.signing, certificate: "signing-\(next).pem"), generation: next)
        do {
            for (name, certificate) in [
                (identity.tls.certificate, issued.tls), (identity.signing.certificate, issued.signing),
            ] { try DurableFile.replace(path(of: name), Array(certificate.pem.utf8), mode: 0o644) }
            try DurableFile.replace(path(of: StationIdentity.file), identity.serialized(), mode: 0o600)
        } catch let error as RegistryError {
            throw EnrollmentError(
                .storageFailed,
                "the new certificates were not taken: \(error.message). Look at the disk's space and rights.",
                fault: .station)
        }
        removeFiles(before: old, keeping: identity)
        return identity
    }

    /// Removes keys and certificates from before the last renewal; those of the last one stay for programs that run.
    private func removeFiles(before old: StationIdentity, keeping new: StationIdentity) {
        let kept = [old, new].flatMap { identity in
            [identity.tls, identity.signing].flatMap { [$0.key.text, $0.certificate] }
        }
        let names = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
        for name in names where !kept.contains(name) && name.contains(/^(tls|signing)(-[0-9]+)?\.(key|pem)$/) {
            try? FileManager.default.removeItem(atPath: path(of: name))
        }
    }
}

extension KeyPair {
    /// Keys that stay where they are.
    static func held(tls: KeyLocation, signing: KeyLocation) throws -> KeyPair {
        KeyPair(
            tls: tls, signing: signing, tlsKey: try StationFolder.heldKey(at: tls),
            signingKey: try StationFolder.heldKey(at: signing))
    }
}
