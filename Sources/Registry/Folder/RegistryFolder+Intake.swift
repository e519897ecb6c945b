package import DocumentPKI
package import Logging

extension RegistryFolder {
    /// Opens the database and puts the registry together.
    /// - Parameters:
    ///   - stations: the CA of the stations' signing certificates.
    ///   - trust: the CSCAs that the registry trusts at the moment.
    ///   - rules: what procedures demand of a record; nil where that is not judged.
    ///   - captures: which devices' fingers are taken, nil where none is trusted; asked for each record.
    ///   - logger: hears alarms.
    package func intake(
        stations: StationAuthority, rules: ((any RegistryStorage) -> any ProcedureRules)? = nil,
        captures: @escaping @Sendable () throws -> (any CaptureVerifier)? = { nil },
        trust: @escaping @Sendable () async -> TrustStore,
        logger: Logger = Logger(label: "idregistry") { _ in SwiftLogNoOpLogHandler() }
    ) throws(RegistryError) -> RecordIntake {
        let storage = try storage()
        return RecordIntake(
            storage: storage, log: log, stations: stations,
            examination: RecordExamination(
                openingKey: openingKey, trust: trust, officers: OfficerRegister(storage), rules: rules?(storage),
                captures: captures),
            rosters: rosterIssuer(storage), accounts: try accountIndex(), policy: try adjudicationPolicy(),
            closer: { try sign($0) },
            logger: logger)
    }
}
