import SmartCard

extension SecurityInfo {
    private static let terminalAuthentication: [UInt8] = [0x04, 0x00, 0x7F, 0x00, 0x07, 0x02, 0x02, 0x02]

    /// Reads `SEQUENCE { protocol, requiredData, optionalData }`.
    init(parsing object: BERTLV, in place: String) throws(LDSError) {
        guard object.tag == 0x30 else { throw LDSError(.malformed, in: place, "SecurityInfo is no SEQUENCE") }
        let parts = try object.parts(in: place)
        guard (2...3).contains(parts.count) else {
            throw LDSError(.malformed, in: place, "SecurityInfo of \(parts.count) parts")
        }
        let identifier = try ObjectIdentifier(parsing: parts[0], in: place)
        let required = parts[1]
        let optional = parts.count == 3 ? parts[2] : nil
        let octets = identifier.octets

        if let pace = PACEProtocol(identifier) {
            let parameter = try optional.map { integer throws(LDSError) in try integer.smallInteger(in: place) }
            self = .pace(PACEInfo(pace, version: try required.smallInteger(in: place), parameterID: parameter))
        } else if octets.count == PACEProtocol.root.count + 1, octets.starts(with: PACEProtocol.root),
            let (mapping, agreement) = PACEProtocol.branches[octets[PACEProtocol.root.count]]
        {
            guard required.tag == 0x30 else {
                throw LDSError(.malformed, in: place, "PACE domain parameters are no SEQUENCE")
            }
            self = .paceDomainParameters(
                PACEDomainParameterInfo(
                    mapping, agreement, domainParameter: required.serialized(),
                    parameterID: try optional.map { id throws(LDSError) in try id.smallInteger(in: place) }))
        } else if octets == ActiveAuthenticationInfo.identifier, let optional {
            self = .activeAuthentication(
                ActiveAuthenticationInfo(
                    version: try required.smallInteger(in: place),
                    signatureAlgorithm: try ObjectIdentifier(parsing: optional, in: place)))
        } else if let (agreement, cipher) = Self.chipAuthenticationSuite(octets) {
            self = .chipAuthentication(
                ChipAuthenticationInfo(
                    agreement, cipher, version: try required.smallInteger(in: place),
                    keyID: try Self.keyID(optional, in: place)))
        } else if octets.count == 9, octets.starts(with: ChipAuthenticationPublicKeyInfo.root),
            [1, 2].contains(octets[8])
        {
            guard required.tag == 0x30 else {
                throw LDSError(.malformed, in: place, "chip authentication key is no SEQUENCE")
            }
            self = .chipAuthenticationPublicKey(
                ChipAuthenticationPublicKeyInfo(
                    octets[8] == 1 ? .dh : .ecdh, subjectPublicKeyInfo: required.serialized(),
                    keyID: try Self.keyID(optional, in: place)))
        } else if octets == Self.terminalAuthentication, optional == nil {
            self = .terminalAuthentication(version: try required.smallInteger(in: place))
        } else {
            self = .other(identifier, object)
        }
    }

    /// The content octets of a key's number, where there is one.
    private static func keyID(_ object: BERTLV?, in place: String) throws(LDSError) -> [UInt8]? {
        guard let object else { return nil }
        guard object.tag == 0x02, !object.value.isEmpty else {
            throw LDSError(.malformed, in: place, "key number is no INTEGER")
        }
        return object.value
    }

    private static func chipAuthenticationSuite(_ octets: [UInt8]) -> (KeyAgreement, CipherSuite)? {
        guard octets.count == 10, octets.starts(with: ChipAuthenticationInfo.root), [1, 2].contains(octets[8]),
            let cipher = CipherSuite(rawValue: octets[9])
        else { return nil }
        return (octets[8] == 1 ? .dh : .ecdh, cipher)
    }

    /// The SEQUENCE again.
    func object() throws(LDSError) -> BERTLV {
        switch self {
        case .pace(let info):
            let parameter = info.parameterID.map { [BERTLV.integer($0)] } ?? []
            return BERTLV(
                0x30, [BERTLV(0x06, info.protocol.objectIdentifier), .integer(info.version)] + parameter)
        case .paceDomainParameters(let info):
            let identifier = PACEProtocol.branchIdentifier(info.mapping, info.agreement)
            let parameters = try BERTLV.template(0x30, parsing: info.domainParameter, in: "AlgorithmIdentifier")
            let id = info.parameterID.map { [BERTLV.integer($0)] } ?? []
            return BERTLV(0x30, [BERTLV(0x06, identifier), parameters] + id)
        case .activeAuthentication(let info):
            let identifier = BERTLV(0x06, ActiveAuthenticationInfo.identifier)
            return BERTLV(0x30, [identifier, .integer(info.version), info.signatureAlgorithm.object])
        case .chipAuthentication(let info):
            let keyID = info.keyID.map { [BERTLV(0x02, $0)] } ?? []
            return BERTLV(0x30, [BERTLV(0x06, info.objectIdentifier), .integer(info.version)] + keyID)
        case .chipAuthenticationPublicKey(let info):
            let identifier = ChipAuthenticationPublicKeyInfo.root + [info.agreement == .dh ? 1 : 2]
            let key = try BERTLV.template(0x30, parsing: info.subjectPublicKeyInfo, in: "SubjectPublicKeyInfo")
            let keyID = info.keyID.map { [BERTLV(0x02, $0)] } ?? []
            return BERTLV(0x30, [BERTLV(0x06, identifier), key] + keyID)
        case .terminalAuthentication(let version):
            return BERTLV(0x30, [BERTLV(0x06, Self.terminalAuthentication), .integer(version)])
        case .other(_, let object):
            return object
        }
    }
}
