import LDS
import SmartCard

extension Samples {
    /// The specimen passport of Doc 9303-4.
    static let passportZone = """
        P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<
        L898902C36UTO7408122F1204159ZE184226B<<<<<10
        """

    /// Every element of EF.DG11, one that no table names, the group of other names.
    static let personalDetails = PersonalDetails(elements: [
        BERTLV(PersonalDetails.Tag.fullName, Array("NGUYỄN<<VĂN<TỴ".utf8)),
        PersonalDetails.group(PersonalDetails.Tag.otherName, ["NGUYEN<<VAN<TI", "TY"]),
        BERTLV(PersonalDetails.Tag.personalNumber, Array("034058000022".utf8)),
        BERTLV(PersonalDetails.Tag.dateOfBirth, Array("19581026".utf8)),
        BERTLV(PersonalDetails.Tag.placeOfBirth, Array("Tân Mẫu<VNM".utf8)),
        BERTLV(PersonalDetails.Tag.address, Array("1 Phố Mẫu<Tân Mẫu<VNM".utf8)),
        BERTLV(PersonalDetails.Tag.telephone, Array("84912345678".utf8)),
        BERTLV(PersonalDetails.Tag.profession, Array("TRAVEL<AGENT".utf8)),
        BERTLV(PersonalDetails.Tag.title, Array("Ông".utf8)),
        BERTLV(PersonalDetails.Tag.summary, Array("".utf8)),
        BERTLV(PersonalDetails.Tag.proofOfCitizenship, jpeg),
        BERTLV(PersonalDetails.Tag.otherDocuments, Array("B1234567<C7654321".utf8)),
        BERTLV(PersonalDetails.Tag.custody, Array("none".utf8)),
        BERTLV(0xDF01, [1, 2, 3]),
    ])

    static let documentDetails = DocumentDetails(elements: [
        BERTLV(DocumentDetails.Tag.issuingAuthority, Array("Cục Mẫu".utf8)),
        BERTLV(DocumentDetails.Tag.dateOfIssue, [0x20, 0x21, 0x03, 0x04]),
        DocumentDetails.group(DocumentDetails.Tag.otherPerson, ["NGUYEN<<THI<CON"]),
        BERTLV(DocumentDetails.Tag.endorsements, Array("none".utf8)),
        BERTLV(DocumentDetails.Tag.taxOrExit, Array("none".utf8)),
        BERTLV(DocumentDetails.Tag.front, jpeg),
        BERTLV(DocumentDetails.Tag.rear, jpeg),
        BERTLV(DocumentDetails.Tag.personalisationTime, Array("20210304123456".utf8)),
        BERTLV(DocumentDetails.Tag.personalisationDevice, Array("SN 1".utf8)),
    ])

    static let personsToNotify = PersonsToNotify([
        .init(
            recorded: RecordedDate(CalendarDate(2002, 1, 1)), name: HolderName(filled: "SMITH<<CHARLES<R"),
            telephone: "19525551212", address: "123 MAPLE RD<ANYTOWN<MN<55100"),
        .init(
            recorded: RecordedDate(CalendarDate(2002, 3, 15)), name: HolderName(filled: "BROWN<<MARY<J"),
            telephone: "14155551212", address: "49 REDWOOD LN<OCEAN BREEZE<CA<94000"),
    ])

    static let cardInfo = CardInfo(
        extendedLengths: .init(command: 1000, response: 65_535), capabilities: .travelDocument)

    static let applicationDirectory = ApplicationDirectory([
        .init(identifier: [0xA0, 0x00, 0x00, 0x02, 0x47, 0x10, 0x01], label: "ICAO"),
        .init(identifier: [0xA0, 0x00, 0x00, 0x02, 0x47, 0x20, 0x02]),
    ])

    /// An unsigned SignedData: enough to say what it contains.
    static let documentSecurityObject: DocumentSecurityObject = {
        let content = BERTLV(0xA0, [BERTLV(0x04, securityObject.serialized())])
        let type = BERTLV(0x06, [0x67, 0x81, 0x08, 0x01, 0x01, 0x01])
        let signedData = BERTLV(
            0x30,
            [BERTLV(0x02, [3]), BERTLV(0x31, [UInt8]()), BERTLV(0x30, [type, content]), BERTLV(0x31, [UInt8]())])
        let identifier = BERTLV(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x07, 0x02])
        return DocumentSecurityObject(
            signedData: BERTLV(0x30, [identifier, BERTLV(0xA0, [signedData])]).serialized())
    }()

    /// An RSA key of no use.
    static var activeAuthenticationKey: ActiveAuthenticationKey {
        get throws {
            let identifier = BERTLV(0x06, [0x2A, 0x86, 0x48, 0x86, 0xF7, 0x0D, 0x01, 0x01, 0x01])
            let algorithm = BERTLV(0x30, [identifier, BERTLV(0x05, [UInt8]())])
            return try ActiveAuthenticationKey(
                subjectPublicKeyInfo: BERTLV(0x30, [algorithm, BERTLV(0x03, [0, 1, 2, 3])]).serialized())
        }
    }
}
