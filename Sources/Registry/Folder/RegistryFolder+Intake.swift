package import DocumentPKI

extension RegistryFolder {
    /// Opens the database and puts the registry together.
    /// - Parameters:
    ///   - stations: the CA of the stations' signing certificates.
    ///   - trust: the CSCAs that the registry trusts at the moment.
    package func intake(
        stations: StationAuthority, trust: @escaping @Sendable () async -> TrustStore
    ) throws(RegistryError) -> RecordIntake {
        let storage = try storage()
        return RecordIntake(
            storage: storage, log: log, stations: stations,
            examination: RecordExamination(openingKey: openingKey, trust: trust, officers: OfficerRegister(storage)),
            rosters: rosterIssuer(storage), accounts: try accountIndex())
    }
}
