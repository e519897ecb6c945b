package import CardCrypto
package import Foundation
import LDS

/// A whole demo state: a CSCA that succeeded an older one and is linked to it, a document signer, authorities for Terminal
/// Authentication, and what the state publishes.
package struct DemoState: Sendable {
    package let country: DemoCountry
    /// The older CSCA. Stations may still trust it alone.
    package let predecessor: Certificate
    let predecessorKey: PrivateKey
    /// The new CSCA's key, certified by the older one (Doc 9303-12 §3.1).
    package let link: Certificate
    package let verification: DemoVerification
    package let revocationList: RevocationList
    package let masterList: [UInt8]

    /// How many keys for Active Authentication the state's cards share.
    private static let signingKeyCount = 8

    /// A state with fresh keys, or with those that a seed decides: same seed and time, same bytes.
    package static func make(seed: UInt64?, at time: Date) throws -> DemoState {
        guard let seed else { return try DemoState(at: time) }
        return try SeededRandomness(seed: seed).with("state") { try DemoState(at: time) }
    }

    private init(at time: Date) throws {
        let year = DemoCountry.year
        predecessorKey = try .generate(.ec(.p384))
        predecessor = try DemoCountry.authority(
            "001", from: time - 6 * year, to: time + 16 * year, signsUntil: time - year / 2
        ).issue(for: predecessorKey, digest: .sha384)
        let key = try PrivateKey.generate(.ec(.p384))
        let (from, to, signsUntil) = (time - year, time + 20 * year, time + 4 * year)
        let csca = try DemoCountry.authority("002", from: from, to: to, signsUntil: signsUntil)
            .issue(for: key, digest: .sha384)
        link = try DemoCountry.authority(
            "002", from: from, to: predecessor.notAfter, signsUntil: signsUntil, isLink: true
        ).issue(for: key, issuer: (predecessor, predecessorKey), digest: .sha384)

        var options = DemoVerification.Options()
        options.effective = CertificateDate(time - 30 * 86_400)
        options.expiration = CertificateDate(time + 3 * year)
        options.terminalExpiration = options.expiration
        verification = try DemoVerification(.ec(.brainpoolP256r1), .ecdsa(.sha256), options)

        var country = try DemoCountry(csca: csca, cscaKey: key, at: time)
        country.roots = [verification.root]
        country.signingKeys = try (0..<Self.signingKeyCount).map { _ in try .generate(.rsa(bits: 2048)) }
        self.country = country
        revocationList = try country.revocationList(revoking: [], at: time)
        masterList = try country.masterList(with: [predecessor, link], at: time)
    }

    /// Writes the state into a folder; keys with mode 0600. Beside what ``DemoCountry/load(folder:)`` reads there are:
    ///
    /// ```
    /// old/csca.pem old/csca.key link.pem        the older CSCA, and the new one under it
    /// csca.crl master-list.ml                   what the state publishes
    /// verification/cvca.key dv.cvcert dv.key    the authorities for Terminal Authentication
    /// terminal/dv.cvcert is.cvcert is.pem       what a station shows to chips: idstation --terminal
    /// ```
    package func write(to folder: URL) throws {
        try country.write(to: folder)
        func file(_ name: String) throws -> URL {
            let file = folder.appending(path: name)
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            return file
        }
        let published: [(String, [UInt8])] = [
            ("old/csca.pem", Array(try predecessor.pem.utf8)), ("link.pem", Array(try link.pem.utf8)),
            ("csca.crl", revocationList.der), ("master-list.ml", masterList),
            ("verification/cvca.cvcert", verification.root.serialized()),
            ("verification/dv.cvcert", verification.verifier.serialized()),
            ("terminal/dv.cvcert", verification.verifier.serialized()),
            ("terminal/is.cvcert", verification.terminal.serialized()),
        ]
        for (name, bytes) in published { try Data(bytes).write(to: file(name), options: .atomic) }
        let keys = [
            ("old/csca.key", predecessorKey), ("verification/cvca.key", verification.rootKey),
            ("verification/dv.key", verification.verifierKey), ("terminal/is.pem", verification.terminalKey),
        ]
        for (name, key) in keys { try SecretFile.write(key.pem(), to: file(name)) }
    }
}

extension CertificateDate {
    /// The day of a moment, in UTC.
    init(_ time: Date) {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        let parts = calendar.dateComponents([.year, .month, .day], from: time)
        self = .day(parts.year ?? 2000, parts.month ?? 1, parts.day ?? 1)
    }
}
