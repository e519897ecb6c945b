/// Everybody who is or was an officer of a registry: by it, signatures under records are judged.
package struct OfficerRegister: Sendable {
    private let storage: any RegistryStorage

    package init(_ storage: any RegistryStorage) { self.storage = storage }

    /// Whether any officer was ever admitted.
    package var hasOfficers: Bool { get async throws { try await storage.hasOfficers() } }

    /// How an officer's signature under a record's claims stands: by what he was when he signed, at that station.
    package func verification(
        of signature: OfficerSignature, claims: ContentDigest, at station: StationID
    ) async throws -> OfficerSignature.Verification {
        signature.verify(
            claims: claims, at: station, by: try await storage.assignments(of: signature.officer))
    }
}
