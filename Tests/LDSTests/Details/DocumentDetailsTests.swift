import LDS
import SmartCard
import Testing

@Suite("EF.DG12")
struct DocumentDetailsTests {
    @Test("every element by its name")
    func elements() throws {
        let details = try DocumentDetails(parsing: Samples.documentDetails.serialized())
        #expect(details == Samples.documentDetails)
        #expect(details.issuingAuthority == "Cục Mẫu")
        #expect(details.dateOfIssue?.calendarDate == CalendarDate(2021, 3, 4))
        #expect(details.dateOfIssue?.coding == .packed)
        #expect(details.otherPersons == [HolderName(primary: "NGUYEN", secondary: "THI CON")])
        #expect(details.endorsements == "none")
        #expect(details.taxOrExitRequirements == "none")
        #expect(details.front == Samples.jpeg)
        #expect(details.rear == Samples.jpeg)
        #expect(details.personalisationTime?.text == "2021-03-04 12:34:56")
        #expect(details.personalisationDevice == "SN 1")
    }

    @Test("EF.DG11 is no EF.DG12")
    func foreign() {
        #expect(throws: LDSError.self) { try DocumentDetails(parsing: Samples.personalDetails.serialized()) }
    }
}
