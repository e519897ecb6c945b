import CardCrypto
package import LDS

/// A PACEInfo that the station can run, with how strong it is.
package struct PACEOffer: Sendable {
    package let info: PACEInfo
    package let suite: PACESuite
    /// Whether the card offers this protocol with several parameter sets, or any explicit ones, and so must be told
    /// which one is meant (Doc 9303-11 §4.4.4.1, data object 84).
    package let namesParameters: Bool

    /// The offers of an EF.CardAccess that the station can run, strongest first.
    ///
    /// Strength is the weaker of cipher and group. Among equals Chip Authentication Mapping comes first, because it
    /// proves the chip without further exchanges; then curves, which are faster; then AES; then the order of the file.
    package static func ranked(_ infos: SecurityInfos) -> [PACEOffer] {
        let all = infos.pace
        let offers = all.compactMap { info -> PACEOffer? in
            guard let suite = try? PACESuite(info, in: infos) else { return nil }
            return PACEOffer(info: info, suite: suite, namesParameters: all.count > 1)
        }
        return offers.enumerated().sorted { left, right in
            let (a, b) = (left.element.rank, right.element.rank)
            return a == b ? left.offset < right.offset : b.lexicographicallyPrecedes(a)
        }.map(\.element)
    }

    private var rank: [Int] {
        let cipherStrength =
            switch info.protocol.cipher {
            case .tripleDES: 112
            case .aes128: 128
            case .aes192: 192
            case .aes256: 256
            }
        return [
            min(cipherStrength, suite.domain.group.strength),
            info.protocol.mapping == .chipAuthentication ? 1 : 0,
            info.protocol.agreement == .ecdh ? 1 : 0,
            info.protocol.cipher == .tripleDES ? 0 : 1,
        ]
    }
}
