import LDS
import Testing

@Suite("Calendar dates")
struct CalendarDateTests {
    private static let today = CalendarDate(2026, 11, 23)

    @Test("the card's three ways to write a day")
    func writing() throws {
        let date = try #require(CalendarDate(slashed: "09/02/1999"))
        #expect(date == CalendarDate(1999, 2, 9))
        #expect([date.slashed, date.packed, date.zone] == ["09/02/1999", "09021999", "990209"])
    }

    @Test(
        "the century of a birth is the last one that is not in the future",
        arguments: [("261123", 2026), ("261124", 1926), ("270101", 1927), ("000101", 2000), ("991231", 1999)])
    func century(zone: String, year: Int) throws {
        #expect(try #require(CalendarDate(zone: zone, notAfter: Self.today)).year == year)
    }

    @Test(
        "text that is no day",
        arguments: [
            "", "9/2/1999", "1999-02-09", "09/02/1999 ", "32/01/1999", "00/01/1999", "01/13/1999", "01/00/1999",
            "٠٩/٠٢/١٩٩٩", "aa/bb/cccc", "+9/02/1999", "Không thời hạn",
        ])
    func noDay(text: String) {
        #expect(CalendarDate(slashed: text) == nil)
    }

    @Test("zones that are no day", arguments: ["", "58<<<<", "581301", "580132", "5810261", "58102", "5810Đ"])
    func noZone(text: String) {
        #expect(CalendarDate(zone: text, notAfter: Self.today) == nil)
    }

    @Test("ages", arguments: [("23/11/2012", 14), ("24/11/2012", 13), ("22/11/2012", 14), ("29/02/2004", 22)])
    func age(birth: String, years: Int) throws {
        #expect(try #require(CalendarDate(slashed: birth)).years(until: Self.today) == years)
    }
}
