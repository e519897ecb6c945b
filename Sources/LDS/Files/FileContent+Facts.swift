extension FileContent {
    /// What the file says, line by line, for people. Images, keys and signatures are told by kind and size only.
    package var facts: [FileFact] {
        switch self {
        case .com(let value):
            [
                FileFact("LDS version", value.ldsVersion), FileFact("Unicode version", value.unicodeVersion),
                FileFact("data groups", value.dataGroups.map(\.shortName).joined(separator: " ")),
            ]
        case .documentSecurityObject(let value): value.facts
        case .securityInfos(let value, _): value.infos.map { FileFact("offer", Self.offer($0)) }
        case .mrz(let value): value.facts
        case .biometrics(let group): group.facts
        case .displayedImages(let value): value.images.map { FileFact("\(value.kind)", Self.image($0)) }
        case .personalDetails(let value): value.facts
        case .documentDetails(let value): value.facts
        case .nationalData(let value):
            value.fields.map { field in
                FileFact(
                    field.number.name ?? "field \(field.number.rawValue)",
                    NationalData(fields: [field]).texts(field.number).joined(separator: ", "))
            }
        case .activeAuthenticationKey(let value): [FileFact("key algorithm", "\(value.algorithm)")]
        case .personsToNotify(let value): value.persons.flatMap(\.facts)
        case .cardInfo(let value): value.facts
        case .applicationDirectory(let value):
            value.applications.map { application in
                FileFact(
                    "application",
                    [application.identifier.map(Self.hex), application.name ?? application.label].compactMap(\.self)
                        .joined(separator: " "))
            }
        case .raw(let file): [FileFact("content", "\(file.bytes.count) bytes of a layout that is not known")]
        }
    }

    /// Kind and size of an image.
    static func image(_ bytes: [UInt8]) -> String { FileImage("", bytes).text }

    private static func hex(_ octets: [UInt8]) -> String {
        octets.map { ($0 < 16 ? "0" : "") + String($0, radix: 16, uppercase: true) }.joined()
    }

    private static func offer(_ info: SecurityInfo) -> String {
        switch info {
        case .paceDomainParameters(let parameters):
            "domain parameters for PACE-\(parameters.agreement.rawValue)-\(parameters.mapping.rawValue)"
        case .activeAuthentication(let active): "Active Authentication with \(active.signatureAlgorithm)"
        case .pace(let pace):
            "\(pace.protocol) version \(pace.version)" + (pace.parameterID.map { ", parameters \($0)" } ?? "")
        case .chipAuthentication(let chip): "Chip Authentication \(ObjectIdentifier(octets: chip.objectIdentifier))"
        case .chipAuthenticationPublicKey(let key): "Chip Authentication key, \(key.subjectPublicKeyInfo.count) bytes"
        case .terminalAuthentication(let version): "Terminal Authentication version \(version)"
        case .other(let identifier, _): "\(identifier)"
        }
    }
}

extension DocumentSecurityObject {
    fileprivate var facts: [FileFact] {
        let object = securityObject
        return [
            FileFact("signed data", "\(signedData.count) bytes"),
            FileFact("content type", optional: contentType?.description),
            FileFact("hash algorithm", optional: object?.digestAlgorithm.description),
            FileFact("hashed", optional: object?.hashes.map { "DG\($0.dataGroup)" }.joined(separator: " ")),
            FileFact("LDS version", optional: object?.versionInfo?.lds),
        ].compactMap(\.self)
    }
}

extension BiometricGroup {
    fileprivate var facts: [FileFact] {
        var facts: [FileFact] = []
        for (index, template) in templates.enumerated() {
            let number = "template \(index + 1)"
            facts.append(FileFact(number, template.block.map { "\($0)" } ?? "no data block"))
            facts += [
                FileFact("\(number), subtype", optional: template.header?.subtype?.description),
                FileFact("\(number), created", optional: template.header?.created?.text),
                FileFact(
                    "\(number), valid",
                    optional: template.header?.validity.map { "\($0.from.text) to \($0.through.text)" }),
            ].compactMap(\.self)
            facts += (template.block?.images ?? []).map { image in
                FileFact("\(number), \(image.positionName ?? kind.rawValue)", FileContent.image(image.bytes))
            }
        }
        return facts.isEmpty ? [FileFact("templates", "none")] : facts
    }
}

extension CardInfo {
    fileprivate var facts: [FileFact] {
        [
            FileFact("longest command", optional: extendedLengths.map { "\($0.command) bytes" }),
            FileFact("longest response", optional: extendedLengths.map { "\($0.response) bytes" }),
            FileFact("extended length", optional: capabilities.map { $0.hasExtendedLength ? "yes" : "no" }),
            FileFact("command chaining", optional: capabilities.map { $0.hasCommandChaining ? "yes" : "no" }),
        ].compactMap(\.self)
    }
}
