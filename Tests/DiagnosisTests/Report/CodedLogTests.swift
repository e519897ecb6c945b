import Diagnosis
import Registry
import StationWeb
import Testing

@Suite("A log by its codes")
struct CodedLogTests {
    private let known: Set<String> = ["no-reader", "clock-wrong"]

    @Test(
        "codes are whole words, of those that are known; nothing else of a line is told",
        arguments: [
            ("2026-11-27T09:14:03.123Z notice: Nguyễn no-reader", ["no-reader"], "2026-11-27T09:14:03"),
            ("code=clock-wrong, then no-reader and clock-wrong", ["clock-wrong", "no-reader"], nil),
            ("2001-02-03 clock-wrong", ["clock-wrong"], nil), ("xno-reader no-readers no_reader", [], nil),
            ("IDVNM0990123456 <<< 001099012345", [], nil), ("", [], nil),
        ] as [(String, [String], String?)])
    func lines(line: String, codes: [String], time: String?) {
        let entries = CodedLog.entries(of: line, known: known)
        #expect(entries.map(\.codes) == (codes.isEmpty ? [] : [codes]))
        #expect(entries.first?.time == time)
    }

    @Test("the newest are kept, however long the log")
    func newest() {
        let log = String(repeating: "no-reader\n", count: 5000) + "clock-wrong\n"
        let entries = CodedLog.entries(of: log, known: known)
        #expect(entries.count == CodedLog.mostEntries && entries.last?.codes == ["clock-wrong"])
        let line = String(repeating: "x ", count: 100_000) + "no-reader"
        #expect(CodedLog.entries(of: line, known: known) == [])
    }

    @Test("of a value only what its kind allows leaves the station")
    func values() {
        let check = StationCheck(
            .databaseSound,
            [
                "number": .number(3), "moment": .moment(WhatIf.now), "version": .version("3.0.22-1~deb12u1"),
                "notVersion": .version("Nguyễn Văn Tý"), "code": .code("clock-wrong"), "notCode": .code("Not A Code"),
                "name": .name("ACR122U 01 00 (001099012345) <Tý>\n"), "text": .text("/home/somebody"),
            ])
        let report = SupportReport(
            of: [check], station: nil, versions: [:], log: "", known: [], at: WhatIf.now)
        #expect(
            report.checks.first?.values == [
                "number": "3", "moment": WhatIf.now.description, "version": "3.0.22-1~deb12u1", "code": "clock-wrong",
                "name": "ACR122U 01 00 (#) T",
            ])
        #expect(report.station == nil && report.log == [] && report.state == "fine")
    }
}
