import CardCrypto
package import Foundation

/// How a trust folder stands: how old it is, what ends soon, and what somebody should do about it.
package struct TrustStatus: Sendable {
    /// Something that somebody should act on.
    package struct Warning: Sendable, Hashable {
        /// Stable: `no-anchors`, `file-refused`, `source-old`, `bundle-expired`, `list-stale`, `country-ends`.
        package let code: String
        package let sentence: String
    }

    /// What counts as soon and as old, in seconds.
    package struct Limits: Sendable {
        package var soon: TimeInterval = 90 * 86_400
        package var old: TimeInterval = 180 * 86_400

        package init() {}
    }

    package let contents: TrustContents
    package let now: Date
    package let warnings: [Warning]
    /// Anchors that are valid and end within the limit, the first one first.
    package let expiring: [TrustedCertificate]
    package let expiredCount: Int

    package init(_ contents: TrustContents, at now: Date, limits: Limits = Limits()) {
        self.contents = contents
        self.now = now
        expiring = contents.anchors.filter {
            now <= $0.certificate.notAfter && $0.certificate.notAfter < now + limits.soon
        }
        .sorted { $0.certificate.notAfter < $1.certificate.notAfter }
        expiredCount = contents.anchors.count { $0.certificate.notAfter < now }
        warnings = Self.warnings(contents, expiring, now, limits)
    }

    /// Anchors by country.
    package var countries: [(country: String, anchors: Int)] {
        Dictionary(grouping: contents.anchors) { $0.certificate.country ?? "" }
            .map { ($0.key, $0.value.count) }.sorted { $0.0 < $1.0 }
    }

    /// The newest source of each kind and signer: the ones whose age counts.
    package var newestSources: [TrustSource] { Self.newest(contents.sources) }

    private static func newest(_ sources: [TrustSource]) -> [TrustSource] {
        struct Group: Hashable {
            let kind: TrustSource.Kind
            let anchor: [UInt8]?
        }
        return Dictionary(grouping: sources) { Group(kind: $0.kind, anchor: $0.anchor) }
            .compactMap { $0.value.max { $0.date < $1.date } }.sorted { $0.name < $1.name }
    }

    private static func warnings(
        _ contents: TrustContents, _ expiring: [TrustedCertificate], _ now: Date, _ limits: Limits
    ) -> [Warning] {
        var warnings: [Warning] = []
        func warn(_ code: String, _ sentence: String) { warnings.append(Warning(code: code, sentence: sentence)) }
        if contents.anchors.isEmpty { warn("no-anchors", "nothing is trusted: import a master list or a trust bundle") }
        for (file, reason) in contents.refused { warn("file-refused", "\(file) is left out: \(reason)") }
        for source in newest(contents.sources) {
            if let expires = source.expires, expires < now {
                warn("bundle-expired", "\(source.name) has expired; ask the registry for a new bundle")
            } else if [.masterList, .directory, .bundle].contains(source.kind), source.date < now - limits.old {
                warn("source-old", "\(source.name) is \(source.ageInDays(at: now)) days old; look for a newer one")
            }
        }
        for list in contents.revocationLists {
            guard let next = list.nextUpdate, next < now else { continue }
            warn("list-stale", "the revocation list of \(list.issuer) should have been replaced")
        }
        for country in Set(expiring.compactMap(\.certificate.country)).sorted() {
            let last = contents.anchors.filter { $0.certificate.country == country }.map(\.certificate.notAfter).max()
            guard let last, last < now + limits.soon else { continue }
            warn("country-ends", "the last certificate of \(country) ends soon; look for its successor")
        }
        return warnings
    }
}
