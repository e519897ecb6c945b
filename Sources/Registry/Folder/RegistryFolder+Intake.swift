package import DocumentPKI

extension RegistryFolder {
    /// Opens the database and puts the registry together.
    /// - Parameters:
    ///   - stations: the CA of the stations' signing certificates.
    ///   - trustStore: the CSCAs that the registry trusts.
    package func intake(stations: StationAuthority, trustStore: TrustStore) throws(RegistryError) -> RecordIntake {
        RecordIntake(
            storage: try SQLiteStorage(path: "\(path)/\(Self.databaseFile)"), log: log, stations: stations,
            examination: RecordExamination(openingKey: openingKey, trustStore: trustStore))
    }
}
