import CardCrypto
package import Enrollment
package import Foundation
import Registry

/// Everything that is looked at of a station.
package struct StationLooks: Sendable {
    /// The station's folder.
    package let path: String
    /// How the station runs.
    package let configuration: StationConfiguration
    package var machine = Machine()
    /// What is wrong with the configuration file; nil where none is used.
    package var findings: @Sendable () -> [ConfigurationFinding]? = { nil }
    /// Fingerprint scanners are spoken to by another module.
    package var fingers: @Sendable () async -> FingerScannerFacts = { .none }
    package var clock: @Sendable () -> Date = { Date() }

    package init(path: String, configuration: StationConfiguration) {
        (self.path, self.configuration) = (path, configuration)
    }

    var now: Timestamp { Timestamp(clock()) }
    var isKiosk: Bool { configuration.flag(.kiosk) }

    /// All of them, for one diagnosis.
    package func looks() -> [Look] {
        let machine = machine
        // The registry is asked once, for itself and for its clock.
        let contact = Task { try await registry() }
        return [
            Look(.folder) { try await OwnThread.run { self.folderFacts() } },
            Look(.configuration) { try await OwnThread.run { ConfigurationFacts(findings: self.findings()) } },
            Look(.pcscd) { try await machine.service() },
            Look(.driver) { try await machine.driver() },
            Look(.readers) { try await machine.readers(wanted: configuration.text(.reader)) },
            Look(.usbPower) { try await OwnThread.run { try machine.usbPower() } },
            Look(.nfcModules) { try await OwnThread.run { try machine.nfcModules() } },
            Look(.codeScanner) { machine.codeScanner(configuration.text(.codeScanner)) },
            Look(.fingers) { isKiosk ? .notNeeded : await fingers() },
            Look(.trust) { try await OwnThread.run { try self.trust() } },
            Look(.roster) { try await OwnThread.run { try self.roster() } },
            Look(.procedures) { try await OwnThread.run { try self.procedures() } },
            Look(.key) { try await OwnThread.run { try self.keys() } },
            Look(.certificate) { try await OwnThread.run { try self.certificates() } },
            Look(.clock) { try await clockFacts(contact) },
            Look(.disk) { try await OwnThread.run { try machine.disk(at: self.path) } },
            Look(.database) { try await OwnThread.run { try self.databases() } },
            Look(.queue) { try await OwnThread.run { try self.queue() } },
            Look(.records) { try await OwnThread.run { try self.records() } },
            Look(.registry) { try await contact.value },
            Look(.openssl) { OpenSSLFacts(version: CryptoLibrary.version) },
            Look(.fonts) { try await machine.fonts() },
            Look(.browser) { machine.browser() },
        ]
    }
}
