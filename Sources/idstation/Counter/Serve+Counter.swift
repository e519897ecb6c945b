import Biometrics
import CounterDesk
import Diagnosis
import Enrollment
import Foundation
import LDS
import Logging
import Registry
import StationWeb

extension Serve {
    /// The counter, with everything that it works with.
    func counter(
        _ folder: StationFolder, _ desk: WebDesk, _ scanners: SBIDevices, _ client: RegistryClient,
        _ settings: StationConfiguration, _ messages: Messages, _ logger: Logger
    ) throws -> EnrollmentCounter {
        var looks = StationLooks(path: settings.station, configuration: settings)
        looks.findings = { [file = place.config] in file.flatMap { ConfigurationFile.findings(of: $0) } }
        looks.fingers = { await FingerScanner(scanners).facts() }
        // An officer waits before the page for it.
        let diagnosis = Diagnosis(longest: .seconds(8)) { [looks] in looks.looks() }
        return EnrollmentCounter(
            CounterEquipment(
                folder: folder, store: try folder.store(), sealer: try folder.sealer(),
                officers: try folder.officerDesk(), audit: try folder.auditLog(),
                cards: ReaderCards(
                    desk: desk.desk, reader: desk.reader, trust: desk.trust, policy: desk.policy,
                    metrics: desk.metrics),
                fingers: ScannerFingers(devices: scanners), portraits: PortraitChecks(), registry: client,
                examine: { await diagnosis.checks() }, messages: messages,
                trust: { await desk.trust.store }, clock: { Date() }, today: { .today() },
                logger: logger))
    }

    /// Where fingerprint scanners may answer.
    static func ports(_ range: ClosedRange<UInt16>?) -> SBIDevices.Configuration {
        var configuration = SBIDevices.Configuration()
        if let range { configuration.ports = range.map { Int($0) } }
        return configuration
    }
}
