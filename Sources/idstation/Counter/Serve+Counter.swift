import ArgumentParser
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
    func ports() throws -> SBIDevices.Configuration {
        var configuration = SBIDevices.Configuration()
        let ends = scannerPorts.split(separator: "-").compactMap { UInt16($0) }
        guard let first = ends.first, let last = ends.last, ends.count <= 2, first > 0, first <= last,
            last - first < 100
        else { throw ValidationError("--scanner-ports takes a port, or two with a hyphen, at most 100 apart") }
        configuration.ports = (first...last).map { Int($0) }
        return configuration
    }
}
