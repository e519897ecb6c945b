import Testing
import VirtualScanner

@Suite("Scanner scripts")
struct ScannerScriptTests {
    @Test("everything a script may say")
    func whole() throws {
        let script = try ScannerScript(
            parsing: """
                make: Other
                model: Touch
                serial: "000000000042"
                status: Busy
                seed: 9
                delay: 250
                quality: { default: 70, Left IndexFinger: [20, 90] }
                faults:
                  - { at: 2, kind: missing-finger }
                  - { kind: error, code: "103" }
                """, file: "test")
        #expect(script.make == "Other" && script.model == "Touch" && script.serialNumber == "000000000042")
        #expect(script.status == "Busy" && script.seed == 9 && script.delay == 250)
        #expect(script.quality == ["default": [70], "Left IndexFinger": [20, 90]])
        #expect(script.faults == [ScannerFault(.missingFinger, at: 2), ScannerFault(.error, code: "103")])
        #expect(try ScannerScript(parsing: "", file: "empty") == ScannerScript())
    }

    @Test("every fault is known by its name", arguments: ScannerFault.Kind.allCases)
    func faults(kind: ScannerFault.Kind) throws {
        let script = try ScannerScript(parsing: "faults: [{ kind: \(kind.rawValue) }]", file: "test")
        #expect(script.faults == [ScannerFault(kind)])
    }

    @Test(
        "what is no script",
        arguments: [
            "qualtiy: 1", "quality: { Left Toe: 50 }", "quality: { default: 101 }", "quality: high", "delay: -1",
            "faults: [{ kind: fire }]", "- a", "{", "seed: -1",
        ])
    func refused(yaml: String) {
        #expect(throws: ScannerScriptError.self) { try ScannerScript(parsing: yaml, file: "test") }
    }
}
