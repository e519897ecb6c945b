import CardCrypto
import EMRTD
import LDS
import SmartCard

/// The README's tables of what the station speaks, as the code answers when it is asked for each variant.
enum SupportedTable {
    private static let ciphers: [CipherSuite] = [.tripleDES, .aes128, .aes192, .aes256]
    private static let allGroups =
        PrimeGroup.Name.allCases.map { DomainParametersName.prime($0) }
        + EllipticCurve.Name.allCases.map { .curve($0) }

    static func protocols() throws -> String {
        let chipAuthentication = try chipAuthentication()
        return table(
            "protocol", "variants",
            [
                ("domain parameters", allGroups.map(name).joined(separator: ", ")),
                ("PACE, generic mapping", pace(.generic)),
                ("PACE, integrated mapping", pace(.integrated)),
                ("PACE, chip-authentication mapping", pace(.chipAuthentication)),
                ("BAC", cipherNames([.tripleDES])),
                ("Secure messaging", cipherNames(ciphers)),
                ("Chip Authentication v1", chipAuthentication),
                ("Active Authentication", activeAuthentication()),
                ("Terminal Authentication v1", terminalAuthentication()),
            ])
    }

    /// Each file with whether it becomes a value; an empty one does not become a value of any layout.
    static func files() -> String {
        let contents: [(ElementaryFile, String)] = [
            (.atrInfo, "extended length, chaining"), (.dir, "applications"),
            (.cardAccess, "security infos"), (.cardSecurity, "signed security infos"),
            (.com, "versions, groups"), (.sod, "LDS security object v0, v1 in its CMS signature"),
            (.cvca, "trust points of Terminal Authentication"),
            (.dg1, "MRZ of TD1, TD2 and TD3"), (.dg2, "face: ISO/IEC 19794-5:2005, 39794-5"),
            (.dg3, "fingers: ISO/IEC 19794-4:2005, 39794-4"), (.dg4, "irises: ISO/IEC 19794-6:2005, 39794-6"),
            (.dg5, "displayed portraits"), (.dg7, "displayed signatures"), (.dg11, "personal details"),
            (.dg12, "document details"), (.dg13, "Viet Nam's layout; another country's is kept as bytes"),
            (.dg14, "security infos"), (.dg15, "Active Authentication's key"), (.dg16, "persons to notify"),
        ]
        let parsed = contents.filter { isParsed($0.0) }.map { (name($0.0), $0.1) }
        let others = (1...16).map { ElementaryFile.dataGroup($0) }.filter { !isParsed($0) }.map(name)
        return table("file", "content", parsed + [(others.joined(separator: ", "), "kept as bytes")])
    }

    private static func name(_ file: ElementaryFile) -> String {
        file.description.replacing("ATR-INFO", with: "ATR/INFO")
    }

    private static func isParsed(_ file: ElementaryFile) -> Bool {
        switch file {
        // These have parsers of their own: the one is signed, the other is no BER, and EF.DG13 may be anything.
        case .cardSecurity, .cvca, .dg13: return true
        default: break
        }
        guard let content = try? FileContent(parsing: RawFile(file, [])) else { return true }
        if case .raw = content { return false }
        return true
    }

    private static func pace(_ mapping: PACEProtocol.Mapping) -> String {
        var groups: Set<DomainParametersName> = []
        var suites: [CipherSuite] = []
        for id in DomainParametersName.standardized.keys.sorted() {
            for cipher in ciphers {
                for agreement in [KeyAgreement.dh, .ecdh] {
                    let info = PACEInfo(PACEProtocol(mapping, agreement, cipher), parameterID: id)
                    guard PACEProtocol(ObjectIdentifier(octets: info.protocol.objectIdentifier)) != nil,
                        let suite = try? PACESuite(info)
                    else { continue }
                    groups.insert(suite.domain.group)
                    if !suites.contains(cipher) { suites.append(cipher) }
                }
            }
        }
        return "\(groupNames(groups)); \(cipherNames(suites)); passwords MRZ, CAN, PIN, PUK"
    }

    private static func chipAuthentication() throws -> String {
        let groups = try allGroups.filter { group in
            let isCurve = if case .curve = group { true } else { false }
            let key: PrivateKey =
                switch group {
                case .curve(let name): try .generate(.ec(name))
                case .prime(let name): try .generate(.dh(name))
                }
            let agreement: KeyAgreement = isCurve ? .ecdh : .dh
            let infos = SecurityInfos([
                .chipAuthentication(ChipAuthenticationInfo(agreement, .aes128)),
                .chipAuthenticationPublicKey(
                    ChipAuthenticationPublicKeyInfo(agreement, subjectPublicKeyInfo: try key.publicKeyInfo())),
            ])
            return infos.chipAuthenticationOffers.contains { (try? ChipAuthentication($0)) != nil }
        }
        return "\(groupNames(Set(groups))); \(cipherNames(ciphers)); with and without a key id"
    }

    private static func activeAuthentication() -> String {
        let digests = MessageRecovery.Trailer.allCases.filter { $0 != .implicit }.map(\.digest.rawValue)
        let plain = Digest.allCases.map(\.rawValue)
        return "RSA, ISO/IEC 9796-2 scheme 1: trailer BC, and CC with \(digests.joined(separator: ", ")); "
            + "ECDSA, plain: \(plain.joined(separator: ", "))"
    }

    private static func terminalAuthentication() -> String {
        let root = "0.4.0.127.0.7.2.2.2"
        let names = (1...2).flatMap { branch in (1...15).map { "\(root).\(branch).\($0)" } }
            .compactMap { ObjectIdentifier($0) }
            .compactMap { CertificatePublicKey(algorithm: $0, numbers: []).signatureAlgorithm }
            .map { algorithm in
                switch algorithm {
                case .rsaPKCS1(let digest): ("RSA PKCS#1 v1.5", digest.rawValue)
                case .rsaPSS(let digest): ("RSASSA-PSS", digest.rawValue)
                case .ecdsa(let digest): ("ECDSA", digest.rawValue)
                }
            }
        return ["RSA PKCS#1 v1.5", "RSASSA-PSS", "ECDSA"].map { kind in
            "\(kind): \(names.filter { $0.0 == kind }.map(\.1).joined(separator: ", "))"
        }.joined(separator: "; ")
    }

    private static func cipherNames(_ suites: [CipherSuite]) -> String {
        suites.compactMap { try? SymmetricCipher(suite: $0.rawValue) }
            .map { $0 == .tripleDES ? "3DES" : "AES-\($0.keyLength * 8)" }.joined(separator: ", ")
    }

    private static func groupNames(_ groups: Set<DomainParametersName>) -> String {
        let curves = allGroups.filter { if case .curve = $0 { true } else { false } }
        if groups == Set(curves) { return "all curves" }
        let missing = allGroups.filter { !groups.contains($0) }.map(name).joined(separator: ", ")
        return "all domain parameters" + (missing.isEmpty ? "" : " but \(missing)")
    }

    private static func name(_ group: DomainParametersName) -> String {
        switch group {
        case .curve(let name): name.rawValue.hasPrefix("brainpool") ? name.rawValue : "P-\(name.bitCount)"
        case .prime(let name): name.title
        }
    }

    private static func table(_ left: String, _ right: String, _ rows: [(String, String)]) -> String {
        (["| \(left) | \(right) |", "|---|---|"] + rows.map { "| \($0) | \($1) |" }).joined(separator: "\n")
    }
}
