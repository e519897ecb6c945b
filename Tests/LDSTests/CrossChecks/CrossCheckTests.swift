import Foundation
import LDS
import Testing

@Suite("EF.DG13 against EF.DG1")
struct CrossCheckTests {
    private static let ids = [
        "personal-number", "document-number", "date-of-birth", "sex", "date-of-expiry", "name",
    ]

    private func disagreements(_ data: NationalData, _ zone: String = Samples.zone) throws -> [String] {
        CrossCheck.all(data, try MRZ(parsing: zone)).filter { $0.agrees == false }.map(\.id)
    }

    private func replacing(_ number: NationalData.FieldNumber, _ text: String) -> NationalData {
        NationalData(fields: Samples.nationalData.fields.filter { $0.number != number } + [.utf8(number, text)])
    }

    @Test("one holder agrees on every row")
    func agrees() throws {
        let rows = CrossCheck.all(Samples.nationalData, try MRZ(parsing: Samples.zone))
        #expect(rows.map(\.id) == Self.ids)
        #expect(rows.allSatisfy { $0.agrees == true })
    }

    @Test("an empty file is silent, not wrong")
    func silent() throws {
        let rows = CrossCheck.all(NationalData(fields: [.empty(.fullName)]), try MRZ(parsing: Samples.zone))
        #expect(rows.map(\.id) == Self.ids)
        #expect(rows.allSatisfy { $0.agrees == nil })
    }

    @Test(
        "one field changed is told by its rows alone",
        arguments: [
            (.personalNumber, "034058000023", ["personal-number", "document-number"]),
            (.personalNumber, "001058000022", ["personal-number"]), (.personalNumber, "058000022", ["personal-number"]),
            (.dateOfBirth, "27/10/1958", ["date-of-birth"]), (.dateOfBirth, "1958-10-26", ["date-of-birth"]),
            (.dateOfBirth, "٢٦/١٠/١٩٥٨", ["date-of-birth"]), (.sex, "Nữ", ["sex"]), (.sex, "nam", ["sex"]),
            (.dateOfExpiry, "31/12/2030", ["date-of-expiry"]), (.dateOfExpiry, "31/12/1999", []),
            (.dateOfExpiry, "2030-12-31", ["date-of-expiry"]), (.dateOfExpiry, "31/12/2030 ", ["date-of-expiry"]),
            (.fullName, "Nguyễn Văn", ["name"]), (.fullName, "Nguyễn Văn Tỵ Hai", ["name"]),
            (.fullName, "NGUYỄN VĂN TỴ", []), (.fullName, "Trần Văn Tỵ", ["name"]), (.fullName, "陳", ["name"]),
        ] as [(NationalData.FieldNumber, String, [String])])
    func changed(number: NationalData.FieldNumber, text: String, rows: [String]) throws {
        #expect(try disagreements(replacing(number, text)) == rows)
    }

    @Test("a decomposed name and sex agree like composed ones")
    func decomposed() throws {
        let name = replacing(.fullName, "Nguyễn Văn Tỵ".decomposedStringWithCanonicalMapping)
        #expect(try disagreements(name) == [])
        let sex = replacing(.sex, "Nữ".decomposedStringWithCanonicalMapping)
        #expect(try disagreements(sex, Samples.zone.replacing("5810262M", with: "5810262F")) == [])
    }

    @Test(
        "a name that the zone had to cut agrees by its beginning",
        arguments: [
            ("Công Tằng Tôn Nữ Thị Phương Thảo", "CONG<<TANG<TON<NU<THI<PHUONG<T", true),
            // The cut fell on a space.
            ("Công Tằng Tôn Nữ Thị Phuong Thảo", "CONG<<TANG<TON<NU<THI<PHUONG<<", false),
            ("Công Tằng Tôn Nữ Thị Phuongg Thảo", "CONG<<TANG<TON<NU<THI<PHUONGG<", true),
            ("Công Tằng Tôn Nữ Thị Phương Thảo", "CONG<<TANG<TON<NU<THI<PHUONG<X", false),
            // Parts cut to their front, as Doc 9303-5 §4.2.3 has them.
            ("Công Tằng Tôn Nữ Thị Phương Thảo Nguyên", "CONG<<TANG<TO<NU<THI<PHUON<THA", true),
            ("Công Tằng Tôn Nữ Thị Phương Thảo Nguyên", "CONG<<TANG<TO<NU<THI<PHUOM<THA", false),
            ("Công Tằng Tôn", "CONG<<TANG<TON<NU<THI<PHUONG<T", false),
            ("Nguyễn Văn Tỵ", "<<<<<<<<<<<<<<<<<<<<<<<<<<<<<X", false),
        ])
    func cut(name: String, line: String, agrees: Bool) throws {
        let zone = Samples.zone.prefix(60) + line
        #expect(try disagreements(replacing(.fullName, name), String(zone)) == (agrees ? [] : ["name"]))
    }

    /// The last character of a TD3 zone is a digit and says nothing about its name.
    @Test("a short name in a passport's zone is not taken for a cut one")
    func passport() throws {
        let zone = """
            P<VNMNGUYEN<<VAN<TY<<<<<<<<<<<<<<<<<<<<<<<<<
            L898902C36VNM7408122F1204159ZE184226B<<<<<10
            """
        #expect(try disagreements(replacing(.fullName, "Nguyễn Văn Tỵ Hai"), zone).contains("name"))
        #expect(try !disagreements(replacing(.fullName, "Nguyễn Văn Tỵ"), zone).contains("name"))
    }

    @Test("no row's text tells anything about the holder")
    func details() throws {
        for row in CrossCheck.all(replacing(.fullName, "Trần Thị Bí Mật"), try MRZ(parsing: Samples.zone)) {
            #expect(!row.detail.contains("Bí") && !row.detail.contains("NGUYEN") && !row.detail.contains("0580"))
        }
    }
}
