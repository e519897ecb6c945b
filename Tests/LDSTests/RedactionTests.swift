import LDS
import SmartCard
import Testing

/// Personal content stays out of text by type: whatever prints such a value prints no content.
@Suite("Redaction")
struct RedactionTests {
    private struct Holder {
        let values: [Any]
        let mrz: MRZ
        let optional: NationalData?
    }

    private func printed(_ value: Any) -> String {
        var dumped = ""
        dump(value, to: &dumped)
        return "\(value)" + String(describing: value) + String(reflecting: value) + dumped
    }

    @Test("values that hold a person print no content, alone or inside another")
    func printing() throws {
        let mrz = try MRZ(parsing: Samples.zone)
        let national = Samples.nationalData
        let image = try FaceImage(Samples.jpeg)
        let content = MRZ.TD1Content(
            documentCode: "ID", issuingState: "VNM", documentNumber: "058000022", optionalData: "",
            dateOfBirth: "581026", sex: .male, dateOfExpiry: "991231", nationality: "VNM",
            primaryIdentifier: "NGUYEN", secondaryIdentifier: "VAN TY")
        let file = RawFile(.dg13, national.serialized())
        let values: [Any] =
            [mrz, national, image, content, file] + national.fields
            + [Samples.personalDetails, Samples.documentDetails, Samples.personsToNotify]
            + [Samples.faces, Samples.fingers, Samples.irises, Samples.standard39794(.face)]
            + [RecordedDate(CalendarDate(1958, 10, 26)), HolderName(filled: "NGUYEN<<VAN<TY")]
            + [try FileContent(parsing: RawFile(.dg13, national.serialized())), FileFact("name", "NGUYEN")]
        for value in values {
            var dumped = ""
            dump(value, to: &dumped)
            #expect(dumped.split(separator: "\n").count == 1, "\(type(of: value)) shows its parts")
        }
        for value in values + [values, Holder(values: values, mrz: mrz, optional: national)] {
            let text = printed(value)
            for secret in ["058000022", "NGUYEN", "Nguyễn", "581026", "26/10/1958", "1958", "255, 216", "48, 53, 56"] {
                #expect(!text.contains(secret), "\(type(of: value)) tells \(secret)")
            }
        }
    }

    @Test("errors name the place, not the content", arguments: FileParser.oneObject)
    func errors(parser: FileParser) throws {
        let sample = try parser.sample()
        for count in stride(from: 0, to: sample.count, by: 7) {
            do {
                _ = try parser.rewritten(Array(sample.prefix(count)))
                Issue.record("\(count) bytes were read")
            } catch {
                #expect(!error.description.contains("NGUYEN") && !error.description.contains("0580"))
                #expect(error.description.contains(error.place) && !error.place.isEmpty)
            }
        }
    }
}
