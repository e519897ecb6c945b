import CardCrypto
import LDS

/// A profile's names as the values that they stand for.
extension CardProfile {
    /// Refuses names that stand for nothing.
    func validate(_ file: String) throws(CardProfileError) {
        func known(_ isKnown: Bool, _ what: String) throws(CardProfileError) {
            guard isKnown else { throw CardProfileError(file: file, what) }
        }
        for name in files {
            try known(ElementaryFile(shortName: name)?.dataGroupNumber != nil, "“\(name)” is no data group")
        }
        for offer in pace { try known(offer.info != nil, "no PACE “\(offer.protocol)” with “\(offer.parameters)”") }
        for offer in chipAuthentication {
            try known(
                offer.suite != nil && DomainParametersName(title: offer.parameters) != nil,
                "no Chip Authentication “\(offer.protocol)” with “\(offer.parameters)”")
        }
        if let activeAuthentication {
            try known(activeAuthentication.algorithm != nil, "no key “\(activeAuthentication.key)”")
        }
        try known(
            statedLengths.map { (1...0xFFFF) ~= $0.command && (1...0xFFFF) ~= $0.response } ?? true, "stated-lengths")
        try known(!name.isEmpty && !name.contains("/"), "a name without “/” is wanted")
    }

    /// EF.DG1 to EF.DG16 that the card carries.
    var dataGroups: [ElementaryFile] { files.compactMap { ElementaryFile(shortName: $0) } }
}

extension CardProfile.PACE {
    /// nil where the standard has no such combination.
    var info: PACEInfo? {
        guard let group = DomainParametersName(title: parameters),
            let id = DomainParametersName.standardized.first(where: { $0.value == group })?.key
        else { return nil }
        for mapping in [PACEProtocol.Mapping.generic, .integrated, .chipAuthentication] {
            for agreement in [KeyAgreement.dh, .ecdh] {
                for raw in UInt8(1)...4 {
                    guard let cipher = CipherSuite(rawValue: raw) else { continue }
                    let candidate = PACEProtocol(mapping, agreement, cipher)
                    guard candidate.description == `protocol`, agreement == group.agreement else { continue }
                    return PACEInfo(candidate, parameterID: id)
                }
            }
        }
        return nil
    }
}

extension CardProfile.ChipAuthentication {
    /// The cipher of a name of Doc 9303-11 §9.2.5.
    var suite: (agreement: KeyAgreement, cipher: CipherSuite)? {
        for agreement in [KeyAgreement.dh, .ecdh] {
            for raw in UInt8(1)...4 {
                guard let cipher = CipherSuite(rawValue: raw) else { continue }
                if "id-CA-\(agreement.rawValue)-\(cipher.name)" == `protocol`,
                    DomainParametersName(title: parameters)?.agreement == agreement
                {
                    return (agreement, cipher)
                }
            }
        }
        return nil
    }
}

extension CardProfile.ActiveAuthentication {
    var algorithm: PrivateKey.Algorithm? {
        if key.hasPrefix("RSA-"), let bits = Int(key.dropFirst(4)), (1024...4096).contains(bits) {
            return .rsa(bits: bits)
        }
        guard case .curve(let name)? = DomainParametersName(title: key) else { return nil }
        return .ec(name)
    }
}

extension DomainParametersName {
    /// The group with the name that documents give it: `P-256`, `brainpoolP256r1`, `DH-2048/256`.
    init?(title: String) {
        let found = Self.standardized.values.first { name in
            switch name {
            case .curve(let curve): curve.title == title
            case .prime(let group): group.title == title
            }
        }
        guard let found else { return nil }
        self = found
    }

    var agreement: KeyAgreement { if case .prime = self { .dh } else { .ecdh } }

    /// How to make a key of the group.
    var keyAlgorithm: PrivateKey.Algorithm {
        switch self {
        case .curve(let name): .ec(name)
        case .prime(let name): .dh(name)
        }
    }
}
