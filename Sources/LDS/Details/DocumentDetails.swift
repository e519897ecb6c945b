package import SmartCard

/// EF.DG12: additional document details (Doc 9303-10 §4.7.12).
package struct DocumentDetails: TaggedDetails {
    package static let file = ElementaryFile.dg12
    package let tagList: [BERTag]?
    package let elements: [BERTLV]

    package init(tagList: [BERTag]?, elements: [BERTLV]) {
        self.tagList = tagList
        self.elements = elements
    }

    /// The tags of the elements (table 73).
    package enum Tag {
        package static let issuingAuthority: BERTag = 0x5F19
        package static let dateOfIssue: BERTag = 0x5F26
        package static let otherPerson: BERTag = 0x5F1A
        package static let endorsements: BERTag = 0x5F1B
        package static let taxOrExit: BERTag = 0x5F1C
        package static let front: BERTag = 0x5F1D
        package static let rear: BERTag = 0x5F1E
        package static let personalisationTime: BERTag = 0x5F55
        package static let personalisationDevice: BERTag = 0x5F56
    }

    package var issuingAuthority: String? { text(Tag.issuingAuthority) }
    /// nil where it is absent or no date.
    package var dateOfIssue: RecordedDate? { octets(Tag.dateOfIssue).flatMap { RecordedDate(parsing: $0) } }
    package var otherPersons: [HolderName] { texts(Tag.otherPerson).map(HolderName.init(filled:)) }
    package var endorsements: String? { text(Tag.endorsements) }
    package var taxOrExitRequirements: String? { text(Tag.taxOrExit) }
    /// The image of the document's front, JPEG or JPEG 2000.
    package var front: [UInt8]? { octets(Tag.front) }
    /// The image of the document's rear.
    package var rear: [UInt8]? { octets(Tag.rear) }
    /// nil where it is absent or no time.
    package var personalisationTime: RecordedTime? {
        octets(Tag.personalisationTime).flatMap { RecordedTime(parsing: $0) }
    }
    /// The serial number of the personalisation system.
    package var personalisationDevice: String? { text(Tag.personalisationDevice) }
}
