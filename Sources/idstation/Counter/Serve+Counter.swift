import Biometrics
import CounterDesk
import Enrollment
import Foundation
import LDS
import Logging
import Registry

extension Serve {
    /// The counter, with everything that it works with.
    func counter(
        _ folder: StationFolder, _ desk: WebDesk, _ scanners: SBIDevices, _ client: RegistryClient, _ logger: Logger
    ) throws -> EnrollmentCounter {
        EnrollmentCounter(
            CounterEquipment(
                folder: folder, store: try folder.store(), sealer: try folder.sealer(),
                officers: try folder.officerDesk(), audit: try folder.auditLog(),
                cards: ReaderCards(desk: desk.desk, reader: desk.reader, trust: desk.trust, policy: desk.policy),
                fingers: ScannerFingers(devices: scanners), portraits: PortraitChecks(), registry: client,
                trust: { await desk.trust.store }, clock: { Date() }, today: { .today() },
                logger: logger))
    }

    /// Where fingerprint scanners may answer.
    func ports(_ range: ClosedRange<UInt16>?) -> SBIDevices.Configuration {
        var configuration = SBIDevices.Configuration()
        if let range { configuration.ports = range.map { Int($0) } }
        return configuration
    }
}
