import Glibc

/// Decisions, accounts and messages of the registry in this folder.
///
/// ```
/// adjudication.json    what an authority decides about decisions: AdjudicationPolicy; not there: its defaults
/// devices/             the CAs whose scanners' fingers are taken, *.pem; not there: none is trusted
/// ```
extension RegistryFolder {
    private static let policyFile = "adjudication.json"

    /// The folder of the CAs of fingerprint scanners.
    package var devicesPath: String { "\(path)/devices" }

    /// The policy of decisions, as the file has it or by default.
    package func adjudicationPolicy() throws(RegistryError) -> AdjudicationPolicy {
        let file = "\(path)/\(Self.policyFile)"
        guard access(file, F_OK) == 0 else { return AdjudicationPolicy() }
        return try AdjudicationPolicy(parsing: DurableFile.read(file, atMost: AdjudicationPolicy.maximumSize))
    }

    /// Where cases are looked at and decided.
    package func caseDesk() throws(RegistryError) -> CaseDesk {
        CaseDesk(storage: try storage(), openingKey: openingKey, policy: try adjudicationPolicy())
    }

    /// What carries messages to citizens.
    ///
    /// - Parameters:
    ///   - schedule: when one that failed is tried again.
    ///   - gateway: who delivers one.
    package func notifier(
        retrying schedule: NotificationSchedule, gateway: any NotificationGateway
    ) throws(RegistryError) -> Notifier {
        Notifier(storage: try storage(), openingKey: openingKey, schedule: schedule, gateway: gateway)
    }

    /// Where accounts are looked at and closed.
    package func accountDesk() throws(RegistryError) -> AccountDesk {
        AccountDesk(storage: try storage(), index: try accountIndex(), policy: try adjudicationPolicy())
    }
}
