import SmartCard

/// The SET of SecurityInfo in EF.CardAccess and EF.DG14 (Doc 9303-11 §9.2).
///
/// Order is kept as it stood: hashes cover the raw file, and cards do not sort as DER wants.
package struct SecurityInfos: Sendable, Hashable {
    package let infos: [SecurityInfo]

    package init(_ infos: [SecurityInfo]) { self.infos = infos }

    /// Reads the bare SET, as EF.CardAccess holds it.
    package init(parsing bytes: [UInt8], in place: String = "SecurityInfos") throws(LDSError) {
        let set = try BERTLV.template(0x31, parsing: bytes, in: place)
        var infos: [SecurityInfo] = []
        for part in try set.parts(in: place) { infos.append(try SecurityInfo(parsing: part, in: place)) }
        self.infos = infos
    }

    /// Reads EF.DG14: the SET inside tag 6E.
    package init(parsingDataGroup14 bytes: [UInt8]) throws(LDSError) {
        let template = try BERTLV.template(0x6E, parsing: bytes, in: "EF.DG14")
        try self.init(parsing: template.value, in: "EF.DG14")
    }

    /// The bare SET.
    package func serialized() throws(LDSError) -> [UInt8] {
        var objects: [BERTLV] = []
        for info in infos { objects.append(try info.object()) }
        return BERTLV(0x31, objects).serialized()
    }

    /// EF.DG14.
    package func dataGroup14() throws(LDSError) -> [UInt8] { BERTLV(0x6E, try serialized()).serialized() }

    /// Explicit domain parameters, in the file's order.
    package var paceDomainParameters: [PACEDomainParameterInfo] {
        infos.compactMap { if case .paceDomainParameters(let info) = $0 { info } else { nil } }
    }

    /// How the key in EF.DG15 signs, where the file says so.
    package var activeAuthentication: ActiveAuthenticationInfo? {
        infos.lazy.compactMap { if case .activeAuthentication(let info) = $0 { info } else { nil } }.first
    }

    /// Whether the chip has Terminal Authentication.
    package var offersTerminalAuthentication: Bool {
        infos.contains { if case .terminalAuthentication = $0 { true } else { false } }
    }

    /// Every PACE offer, in the file's order.
    package var pace: [PACEInfo] { infos.compactMap { if case .pace(let info) = $0 { info } else { nil } } }
}

extension SecurityInfos {
    /// A key that the chip offers for Chip Authentication, together with the protocol to use with it.
    package struct ChipAuthenticationOffer: Sendable, Hashable {
        package let agreement: KeyAgreement
        package let cipher: CipherSuite
        /// Content octets of the protocol's identifier.
        package let objectIdentifier: [UInt8]
        package let subjectPublicKeyInfo: [UInt8]
        package let keyID: [UInt8]?
    }

    /// Every key for Chip Authentication, in the file's order.
    package var chipAuthenticationPublicKeys: [ChipAuthenticationPublicKeyInfo] {
        infos.compactMap { if case .chipAuthenticationPublicKey(let info) = $0 { info } else { nil } }
    }

    /// Every key with its info. A key without one implies 3DES (§9.2.5).
    package var chipAuthenticationOffers: [ChipAuthenticationOffer] {
        let protocols = infos.compactMap { if case .chipAuthentication(let info) = $0 { info } else { nil } }
        return chipAuthenticationPublicKeys.map { key in
            let match =
                protocols.first { $0.agreement == key.agreement && $0.keyID == key.keyID }
                ?? ChipAuthenticationInfo(key.agreement, .tripleDES, keyID: key.keyID)
            return ChipAuthenticationOffer(
                agreement: key.agreement, cipher: match.cipher, objectIdentifier: match.objectIdentifier,
                subjectPublicKeyInfo: key.subjectPublicKeyInfo, keyID: key.keyID)
        }
    }
}
