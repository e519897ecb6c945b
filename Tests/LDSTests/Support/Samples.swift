import LDS
import SmartCard
import Testing

/// Made-up content that several suites share.
enum Samples {
    /// The synthetic Vietnamese zone, every check digit right.
    static let zone = "IDVNM0580000221034058000022<<45810262M9912315VNM<<<<<<<<<<<0NGUYEN<<VAN<TY<<<<<<<<<<<<<<<<"

    /// The same holder's national data, with an unknown field and an empty one.
    static let nationalData = NationalData(fields: [
        .printable(.personalNumber, "034058000022"),
        .utf8(.fullName, "Nguyễn Văn Tỵ"),
        .printable(.dateOfBirth, "26/10/1958"),
        .utf8(.sex, "Nam"),
        .utf8(.placeOfResidence, String(repeating: "Xã Tân Mẫu, ", count: 20)),
        .utf8(.dateOfExpiry, "Không thời hạn"),
        .nested(.parents, ["Nguyễn Văn Cha", "Trần Thị Mẹ"]),
        .empty(.spouse),
        .utf8(NationalData.FieldNumber(rawValue: 200), "?"),
    ])

    /// The head of a JPEG of 300 × 400 pixels: start, an application segment, the frame header.
    static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0x00, 0x04, 0x4A, 0x46]
        + [0xFF, 0xC0, 0x00, 0x11, 0x08, 0x01, 0x90, 0x01, 0x2C, 0x03, 1, 0x22, 0, 2, 0x11, 1, 3, 0x11, 1]
        + [0xFF, 0xD9]

    /// The head of a JPEG 2000 codestream, with its reference grid.
    static func codestream(width: UInt32, height: UInt32, x: UInt32 = 0, y: UInt32 = 0) -> [UInt8] {
        let numbers = [width, height, x, y].flatMap { number in
            [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: number >> $0) }
        }
        return [0xFF, 0x4F, 0xFF, 0x51, 0x00, 0x2F, 0x00, 0x00] + numbers + [UInt8](repeating: 0, count: 32)
    }

    static let securityInfos = SecurityInfos([
        .pace(PACEInfo(PACEProtocol(.generic, .ecdh, .aes128), parameterID: 13)),
        .chipAuthentication(ChipAuthenticationInfo(.ecdh, .aes128, keyID: [0x02])),
        .chipAuthenticationPublicKey(
            ChipAuthenticationPublicKeyInfo(.ecdh, subjectPublicKeyInfo: [0x30, 0x03, 0x02, 0x01, 0x05], keyID: [0x02])),
        .terminalAuthentication(version: 1),
    ])

    static let securityObject = LDSSecurityObject(
        version: 1, digestAlgorithm: ObjectIdentifier(octets: [0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01]),
        hashes: [1, 2, 13].map { .init(dataGroup: $0, hash: [UInt8](repeating: UInt8($0), count: 32)) },
        versionInfo: .init(lds: "0108", unicode: "040000"))
}
