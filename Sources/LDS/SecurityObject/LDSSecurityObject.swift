package import SmartCard

/// LDSSecurityObject: the hash of every data group, which the document signer signs (Doc 9303-10 §4.6.2.3).
package struct LDSSecurityObject: Sendable, Hashable {
    /// 0, or 1 with version information.
    package let version: Int
    /// The hash algorithm's identifier.
    package let digestAlgorithm: ObjectIdentifier
    /// The algorithm's parameters: one NULL, or nothing (RFC 5754 §2 has readers take both).
    package let digestParameters: [BERTLV]
    /// Data group number and hash, in the file's order.
    package let hashes: [DataGroupHash]
    /// LDS and Unicode version of version 1, `0108` and `040000`.
    package let versionInfo: VersionInfo?

    package struct DataGroupHash: Sendable, Hashable {
        package let dataGroup: Int
        package let hash: [UInt8]

        package init(dataGroup: Int, hash: [UInt8]) {
            self.dataGroup = dataGroup
            self.hash = hash
        }
    }

    package struct VersionInfo: Sendable, Hashable {
        package let lds: String
        package let unicode: String

        package init(lds: String, unicode: String) {
            self.lds = lds
            self.unicode = unicode
        }
    }

    package init(
        version: Int = 0, digestAlgorithm: ObjectIdentifier, digestParameters: [BERTLV] = [BERTLV(0x05, [UInt8]())],
        hashes: [DataGroupHash], versionInfo: VersionInfo? = nil
    ) {
        self.version = version
        self.digestAlgorithm = digestAlgorithm
        self.digestParameters = digestParameters
        self.hashes = hashes
        self.versionInfo = versionInfo
    }

    /// The hash recorded for a data group.
    package func hash(of dataGroup: Int) -> [UInt8]? { hashes.first { $0.dataGroup == dataGroup }?.hash }
}

extension LDSSecurityObject {
    private static let place = "LDSSecurityObject"

    /// Reads the content that EF.SOD signs. A data group listed twice is refused: which hash would count?
    package init(parsing bytes: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x30, parsing: bytes, in: Self.place).parts(in: Self.place)
        guard (3...4).contains(parts.count) else {
            throw LDSError(.malformed, in: Self.place, "\(parts.count) parts")
        }
        version = try parts[0].smallInteger(in: Self.place)
        guard version <= 1 else { throw LDSError(.unsupported, in: Self.place, "version \(version)") }
        guard parts[1].tag == 0x30, parts[2].tag == 0x30 else {
            throw LDSError(.malformed, in: Self.place, "hash algorithm or hash list")
        }
        let algorithm = try parts[1].parts(in: Self.place)
        guard let identifier = algorithm.first, algorithm.count <= 2 else {
            throw LDSError(.malformed, in: Self.place, "hash algorithm of \(algorithm.count) parts")
        }
        digestAlgorithm = try ObjectIdentifier(parsing: identifier, in: Self.place)
        digestParameters = Array(algorithm.dropFirst())
        var hashes: [DataGroupHash] = []
        for part in try parts[2].parts(in: Self.place) {
            let pair = try part.parts(in: Self.place)
            guard part.tag == 0x30, pair.count == 2, pair[1].tag == 0x04 else {
                throw LDSError(.malformed, in: Self.place, "DataGroupHash")
            }
            let number = try pair[0].smallInteger(in: Self.place)
            guard (1...16).contains(number), !hashes.contains(where: { $0.dataGroup == number }) else {
                throw LDSError(.malformed, in: Self.place, "data group \(number) twice or out of range")
            }
            hashes.append(DataGroupHash(dataGroup: number, hash: pair[1].value))
        }
        self.hashes = hashes
        versionInfo = try parts.count == 4 ? VersionInfo(parsing: parts[3]) : nil
    }

    /// DER.
    package func serialized() -> [UInt8] {
        let list = hashes.map { BERTLV(0x30, [.integer($0.dataGroup), BERTLV(0x04, $0.hash)]) }
        let info = versionInfo.map { [$0.object] } ?? []
        return BERTLV(
            0x30,
            [.integer(version), BERTLV(0x30, [digestAlgorithm.object] + digestParameters), BERTLV(0x30, list)]
                + info
        ).serialized()
    }
}

extension LDSSecurityObject.VersionInfo {
    init(parsing object: BERTLV) throws(LDSError) {
        let parts = try object.parts(in: "LDSVersionInfo")
        guard object.tag == 0x30, parts.count == 2,
            parts.allSatisfy({ $0.tag == 0x13 && $0.value.count <= 16 && $0.value.allSatisfy { $0 < 0x80 } })
        else {
            throw LDSError(.malformed, in: "LDSVersionInfo", "two PrintableStrings expected")
        }
        lds = String(decoding: parts[0].value, as: UTF8.self)
        unicode = String(decoding: parts[1].value, as: UTF8.self)
    }

    var object: BERTLV { BERTLV(0x30, [BERTLV(0x13, Array(lds.utf8)), BERTLV(0x13, Array(unicode.utf8))]) }
}
