package import CardCrypto
import SmartCard

/// A chip's static public key as EF.DG14 and EF.CardSecurity write it: a SubjectPublicKeyInfo, or one whose algorithm is
/// an id of the standard's table (TR-03110-3 §A.2.1.1).
package enum ChipPublicKey {
    package static func parse(_ der: [UInt8]) throws -> (domain: any DomainParameters, key: GroupElement) {
        guard let parts = try? BERTLV(parsing: der).children(), parts.count == 2, parts[1].tag == 0x03,
            let group = DomainParametersName(standardizedAlgorithm: parts[0].serialized())
        else { return try AgreementPublicKeyInfo.parse(der) }
        guard parts[1].value.first == 0x00 else {
            throw EMRTDError(.protocolViolation, "a chip's key of no whole number of octets")
        }
        let domain = try group.parameters()
        return (domain, try domain.element(parsing: Array(parts[1].value.dropFirst())))
    }
}
