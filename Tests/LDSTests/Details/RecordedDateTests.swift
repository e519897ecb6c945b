import LDS
import SmartCard
import Testing

@Suite("Recorded dates")
struct RecordedDateTests {
    @Test(
        "text and packed digits, whole and in part",
        arguments: [
            ("3139353831303236", "1958-10-26"), ("19581026", "1958-10-26"), ("19580000", "1958-??-??"),
            ("19581000", "1958-10-??"), ("00000000", "????-??-??"), ("3030303031323331", "????-12-31"),
        ])
    func dates(hex: String, text: String) throws {
        let octets = try #require(Hex.bytes(hex))
        let date = try #require(RecordedDate(parsing: octets))
        #expect(date.text == text)
        #expect(date.serialized() == octets)
        #expect((date.calendarDate == nil) == text.contains("?"))
    }

    @Test(
        "what is no date",
        arguments: [
            "", "19", "195810", "1958102A", "19581301", "19581032", "313935383130322F", "1958102600", "FFFFFFFF",
        ])
    func refused(hex: String) throws {
        #expect(RecordedDate(parsing: try #require(Hex.bytes(hex))) == nil)
    }

    @Test("times", arguments: ["20020315133000", "3230303230333135313333303030"])
    func times(hex: String) throws {
        let octets = try #require(Hex.bytes(hex))
        let time = try #require(RecordedTime(parsing: octets))
        #expect(time.text == "2002-03-15 13:30:00")
        #expect(time.serialized() == octets)
    }

    @Test(
        "what is no time",
        arguments: ["", "20020315", "20020315243000", "20020315136000", "20021315133000", "200203151330FF"])
    func refusedTimes(hex: String) throws {
        #expect(RecordedTime(parsing: try #require(Hex.bytes(hex))) == nil)
    }

    @Test("a slice is read like an array")
    func slice() {
        let bytes: [UInt8] = [0xFF, 0x19, 0x58, 0x10, 0x26, 0x13, 0x30, 0x00]
        #expect(RecordedTime(parsing: bytes[1...])?.text == "1958-10-26 13:30:00")
    }

    @Test(
        "names in national characters",
        arguments: [
            ("SMITH<<JOHN<J", "SMITH", "JOHN J"), ("陳<<大文", "陳", "大文"), ("ARKFREITH", "ARKFREITH", ""),
            ("<<JOHN", "", "JOHN"), ("", "", ""), ("A<<<B", "A", "B"), ("<", "", ""), ("A<<B<<C", "A", "B C"),
        ])
    func names(filled: String, primary: String, secondary: String) {
        #expect(HolderName(filled: filled) == HolderName(primary: primary, secondary: secondary))
    }
}
