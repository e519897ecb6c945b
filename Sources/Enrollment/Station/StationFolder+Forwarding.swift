package import Foundation
package import Logging
package import Registry

/// How a station sends, as `station.json` says beside its name and the registry's address:
///
/// ```
/// retentionDays         how long a record stays here after its receipt, 30 if not given
/// bandwidthKilobytes    the most that is sent in a second, in units of 1000 bytes; without it there is no limit
/// ```
extension StationFolder {
    private struct Settings: Codable {
        var retentionDays: Int?
        var bandwidthKilobytes: Int?
    }

    private func settings() throws -> Settings {
        let file = url.appending(path: "station.json")
        guard let data = try? Data(contentsOf: file),
            let settings = try? JSONDecoder().decode(Settings.self, from: data)
        else { throw Self.unusable("\(file.path) does not say how the station sends") }
        return settings
    }

    /// How long a record stays here after its receipt came.
    package func retention() throws -> Duration {
        let days = try settings().retentionDays ?? 30
        guard (0...3650).contains(days) else {
            throw Self.unusable("retentionDays in \(url.path)/station.json is not from 0 to 3650")
        }
        return .seconds(days * 86_400)
    }

    /// The most bytes that are sent in a second; nil for no limit.
    package func bandwidth() throws -> Int? {
        guard let kilobytes = try settings().bandwidthKilobytes else { return nil }
        guard RegistryClient.Configuration.bandwidths.contains(kilobytes * 1000) else {
            throw Self.unusable("bandwidthKilobytes in \(url.path)/station.json is not from 8 to 1000000")
        }
        return kilobytes * 1000
    }

    /// What happens to records after they were sent.
    ///
    /// - Parameter days: how long a record stays here after its receipt, where somebody says another time than the folder.
    package func followUp(
        _ store: EnrollmentStore, _ registry: any RegistryAPI, retentionDays days: Int? = nil,
        clock: @escaping @Sendable () -> Date = { Date() }, logger: Logger
    ) throws -> RecordFollowUp {
        RecordFollowUp(
            store: store, registry: registry, station: station, sealer: try sealer(), logKey: self.registry.logKey,
            retention: try days.map { .seconds($0 * 86_400) } ?? retention(), clock: clock, logger: logger)
    }
}
