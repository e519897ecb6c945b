package import SmartCard

/// EF.DG11: additional personal details (Doc 9303-10 §4.7.11). Texts are as the issuer wrote them, in UTF-8.
package struct PersonalDetails: TaggedDetails {
    package static let file = ElementaryFile.dg11
    package let tagList: [BERTag]?
    package let elements: [BERTLV]

    package init(tagList: [BERTag]?, elements: [BERTLV]) {
        self.tagList = tagList
        self.elements = elements
    }

    /// The tags of the elements (table 71).
    package enum Tag {
        package static let fullName: BERTag = 0x5F0E
        package static let otherName: BERTag = 0x5F0F
        package static let personalNumber: BERTag = 0x5F10
        package static let dateOfBirth: BERTag = 0x5F2B
        package static let placeOfBirth: BERTag = 0x5F11
        package static let address: BERTag = 0x5F42
        package static let telephone: BERTag = 0x5F12
        package static let profession: BERTag = 0x5F13
        package static let title: BERTag = 0x5F14
        package static let summary: BERTag = 0x5F15
        package static let proofOfCitizenship: BERTag = 0x5F16
        package static let otherDocuments: BERTag = 0x5F17
        package static let custody: BERTag = 0x5F18
    }

    /// The holder's full name in national characters.
    package var fullName: HolderName? { text(Tag.fullName).map(HolderName.init(filled:)) }
    package var otherNames: [HolderName] { texts(Tag.otherName).map(HolderName.init(filled:)) }
    package var personalNumber: String? { text(Tag.personalNumber) }
    /// nil where it is absent or no date.
    package var dateOfBirth: RecordedDate? { octets(Tag.dateOfBirth).flatMap { RecordedDate(parsing: $0) } }
    /// From the place to the country, as the issuer orders it.
    package var placeOfBirth: [String]? { lines(Tag.placeOfBirth) }
    package var address: [String]? { lines(Tag.address) }
    package var telephone: String? { text(Tag.telephone) }
    package var profession: String? { text(Tag.profession) }
    package var title: String? { text(Tag.title) }
    package var summary: String? { text(Tag.summary) }
    /// The image of a document, JPEG or JPEG 2000.
    package var proofOfCitizenship: [UInt8]? { octets(Tag.proofOfCitizenship) }
    package var otherDocuments: [String]? { lines(Tag.otherDocuments) }
    package var custody: String? { text(Tag.custody) }
}
