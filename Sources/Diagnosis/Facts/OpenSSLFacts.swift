/// OpenSSL's library as it is loaded.
package struct OpenSSLFacts: CheckedFacts, Hashable {
    package var version: String

    package init(version: String) { self.version = version }

    /// Debian 12's with its security updates.
    package static let floor = "3.0.22"

    package var check: StationCheck {
        let values: [String: CheckValue] = ["version": .version(version), "floor": .version(Self.floor)]
        guard let version = VersionNumber(version), let floor = VersionNumber(Self.floor), version >= floor else {
            return StationCheck(.opensslOld, values)
        }
        return StationCheck(.opensslRecent, values)
    }
}
