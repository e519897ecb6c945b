package import DocumentPKI
package import Logging

extension RegistryFolder {
    /// Opens the database and puts the registry together.
    /// - Parameters:
    ///   - stations: the CA of the stations' signing certificates.
    ///   - trust: the CSCAs that the registry trusts at the moment.
    ///   - logger: hears alarms.
    package func intake(
        stations: StationAuthority, trust: @escaping @Sendable () async -> TrustStore,
        logger: Logger = Logger(label: "idregistry") { _ in SwiftLogNoOpLogHandler() }
    ) throws(RegistryError) -> RecordIntake {
        let storage = try storage()
        return RecordIntake(
            storage: storage, log: log, stations: stations,
            examination: RecordExamination(openingKey: openingKey, trust: trust, officers: OfficerRegister(storage)),
            rosters: rosterIssuer(storage), accounts: try accountIndex(), logger: logger)
    }

    /// Opens the database.
    package func storage() throws(RegistryError) -> any RegistryStorage {
        try SQLStorage(path: "\(path)/\(Self.databaseFile)")
    }
}
