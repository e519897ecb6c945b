import LDS
import Testing

@Suite("The card's QR code")
struct CardQRCodeTests {
    static let card2021 = "058058000022|123456789|Nguyễn Văn Tý|26101958|Nam|Số 1, Phường Một, Ninh Thuận|01022021"
    static let card2024 = "001314012345||Trần Thị Đào|05072014|Nữ|Số 2, Xã Hai, Hà Nội|10072024||||"

    @Test("a card of 2021: seven fields")
    func seven() throws {
        let code = try CardQRCode(parsing: Self.card2021)
        #expect(code.personalNumber == "058058000022" && code.oldIdentityNumber == "123456789")
        #expect(code.fullName == "Nguyễn Văn Tý" && code.sex == "Nam")
        #expect(code.dateOfBirth == CalendarDate(1958, 10, 26) && code.dateOfIssue == CalendarDate(2021, 2, 1))
        #expect(code.placeOfResidence == "Số 1, Phường Một, Ninh Thuận" && code.furtherFields == [])
        #expect(code.can == "000022")
    }

    @Test("a card of 2024: eleven fields, no old number")
    func eleven() throws {
        let code = try CardQRCode(parsing: Array((Self.card2024 + "\r\n").utf8))
        #expect(code.oldIdentityNumber == nil && code.furtherFields == ["", "", "", ""])
        #expect(code.text == Self.card2024)
    }

    @Test("six fields: the content tells which one is missing")
    func six() throws {
        let noIssue = try CardQRCode(parsing: "058058000022||Nguyễn Văn Tý|26101958|Nam|Ninh Thuận")
        #expect(noIssue.dateOfIssue == nil && noIssue.fullName == "Nguyễn Văn Tý")
        let noOldNumber = try CardQRCode(parsing: "058058000022|Nguyễn Văn Tý|26101958|Nam|Ninh Thuận|01022021")
        #expect(noOldNumber.dateOfIssue == CalendarDate(2021, 2, 1) && noOldNumber.oldIdentityNumber == nil)
        #expect(noOldNumber.fullName == "Nguyễn Văn Tý")
    }

    @Test(
        "what is no card's code",
        arguments: [
            "", "|", "||||||", "058058000022", "https://example.org/?a|b|c|d|e|f|g",
            "05805800002||N|26101958|Nam|A|01022021", "0580580000221||N|26101958|Nam|A|01022021",
            "٠٥٨٠٥٨٠٠٠٠٢٢||N|26101958|Nam|A|01022021", "058058000022|12345678|N|26101958|Nam|A|01022021",
            "058058000022|||26101958|Nam|A|01022021", "058058000022||N|1958-10-26|Nam|A|01022021",
            "058058000022||N|32101958|Nam|A|01022021", "058058000022||N|26101958|Nam|A|soon",
            "058058000022||N|26101958|Nam|A|01022021|||||", "058058000022||N\u{0}|26101958|Nam|A|01022021",
            "058058000022||N\n|26101958|Nam|A|01022021",
        ])
    func refused(text: String) {
        #expect(throws: LDSError.self) { try CardQRCode(parsing: text) }
    }

    @Test("every prefix is refused, or is a code with a shorter end that reads the same again")
    func prefixes() throws {
        for sample in [Self.card2021, Self.card2024] {
            let octets = Array(sample.utf8)
            var accepted = 0
            for count in 0..<octets.count {
                guard let code = try? CardQRCode(parsing: Array(octets.prefix(count))) else { continue }
                accepted += 1
                #expect(try CardQRCode(parsing: code.text) == code)
                #expect(sample.hasPrefix(code.text))
            }
            // Cut inside or behind the address, or between the empty fields; never before.
            #expect(accepted > 0 && accepted < octets.count / 2)
        }
    }

    @Test("ill-formed UTF-8 and lengths beyond a QR code's are refused, at every place and at once")
    func hostile() throws {
        let octets = Array(Self.card2021.utf8)
        for place in octets.indices {
            var damaged = octets
            damaged[place] = 0xFF
            #expect(throws: LDSError.self) { try CardQRCode(parsing: damaged) }
        }
        #expect(throws: LDSError.self) { try CardQRCode(parsing: octets + [UInt8](repeating: 0x20, count: 3000)) }
        #expect(throws: LDSError.self) { try CardQRCode(parsing: [UInt8](repeating: 0x7C, count: 2953)) }
        #expect(throws: LDSError.self) { try CardQRCode(parsing: String(repeating: "|", count: 1 << 20)) }
    }

    @Test("damaged codes: refused, or read as something stable")
    func damaged() throws {
        var mutations = Mutations(seed: 11)
        for _ in 0..<2000 {
            let bytes = mutations.damaged(Array(Self.card2024.utf8))
            guard let code = try? CardQRCode(parsing: bytes) else { continue }
            #expect(try CardQRCode(parsing: code.text) == code)
        }
    }

    @Test("it prints no personal data")
    func redacted() throws {
        let code = try CardQRCode(parsing: Self.card2021)
        #expect("\(code)" == "QR code of a card, 7 fields")
        #expect(String(reflecting: [code]).contains("Nguy") == false)
    }

    @Test("the MRZ's key follows from number, birth and the rule of expiry")
    func accessKeys() throws {
        // Past 60 when the card was issued: no end.
        let code = try CardQRCode(parsing: Self.card2021)
        #expect(code.possibleExpiries == [nil])
        #expect(code.possibleAccessKeyInformation == ["058000022158102629912315"])
    }

    @Test(
        "possible ends of a card",
        arguments: [
            // Issued long before a birthday.
            ("26101990", "01022021", ["26/10/2030"]),
            // Within two years of 40: the next one first, the near one as the other.
            ("26101982", "01022021", ["26/10/2042", "26/10/2022"]),
            // Two years to the day.
            ("01021983", "01022021", ["01/02/2023", "01/02/2043"]),
            // No birthday left.
            ("26101962", "01022021", ["", "26/10/2022"]),
        ])
    func expiries(birth: String, issue: String, ends: [String]) throws {
        let code = try CardQRCode(parsing: "058058000022||A|\(birth)|Nam|B|\(issue)")
        #expect(code.possibleExpiries.map { $0?.slashed ?? "" } == ends)
    }

    @Test("without a date of issue every end is possible; 29 February has neighbours")
    func manyEnds() throws {
        let code = try CardQRCode(parsing: "058058000022||A|29021996|Nam|B")
        #expect(code.possibleExpiries.count == 5)
        // 14 and 25 fall into common years, 40 and 60 into leap years: 3 + 3 + 1 + 1, and the card without an end.
        #expect(code.possibleAccessKeyInformation.count == 9)
        #expect(Set(code.possibleAccessKeyInformation.map(\.utf8.count)) == [24])
    }
}
