package import CardCrypto
import Synchronization

/// Ephemeral key pairs made before the card arrives, so that the card waits for none of them. Each is given out once.
///
/// Only pairs over a standard's generator can be made ahead; PACE's second pair needs the mapped one.
package final class EphemeralKeys: Sendable {
    private let prepared = Mutex<[GroupElement: [AgreementKeyPair]]>([:])

    package init() {}

    /// Makes pairs for the domains that cards of the country use, until there are `count` of each.
    package func prepare(_ domains: [DomainParametersName], count: Int = 2) throws {
        for name in domains {
            let domain = try name.parameters()
            let generator = try domain.generator
            while prepared.withLock({ $0[generator]?.count ?? 0 }) < count {
                let pair = try AgreementKeyPair.generate(domain, generator: generator)
                prepared.withLock { $0[generator, default: []].append(pair) }
            }
        }
    }

    /// OpenSSL's generator, with the prepared pairs first.
    package var randomness: Randomness {
        Randomness(bytes: Randomness.system.bytes) { domain, generator in
            let ready = self.prepared.withLock { $0[generator]?.popLast() }
            return try ready ?? Randomness.system.keyPair(domain, generator)
        }
    }
}
