import Foundation
import StationWeb
import Testing

/// The catalogue of failures against the program: each code that can be given is there in both languages, and none else.
@Suite("The catalogue of failures")
struct FailureTests {
    /// The failures that an officer must be able to tell apart.
    static let distinguished = [
        "smart-card-service-down", "no-reader", "no-card", "not-an-emrtd", "card-removed", "wrong-password",
        "password-blocked", "apdu-too-long", "not-genuine", "trust-too-old", "clock-wrong",
        "no-connection",
        "registry-refused",
    ]

    private func sources(_ folders: [String], _ ending: String) throws -> String {
        var text = ""
        for folder in folders {
            let url = CatalogueTests.root.appendingPathComponent("Sources/\(folder)")
            let files = FileManager.default.enumerator(at: url, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                if file.pathExtension == ending { text += try String(contentsOf: file, encoding: .utf8) }
            }
        }
        return text
    }

    /// The codes that the sources give, as they are written there.
    private func given() throws -> Set<String> {
        var codes: Set<String> = ["password-blocked", "internal"]
        func codesOf(_ file: String) throws -> [String] {
            let text = try String(
                contentsOf: CatalogueTests.root.appendingPathComponent("Sources/\(file).swift"), encoding: .utf8)
            let values = text.matches(of: /(?:Code|Self|Reason)\(rawValue: "([a-z-]+)"\)/).map { String($0.1) }
            try #require(!values.isEmpty, "\(file)")
            return values
        }
        for file in [
            "SmartCard/SmartCardError", "EMRTD/EMRTDError", "Enrollment/EnrollmentError",
            "Enrollment/Scan/ScannedText+Parsing", "Enrollment/Officers/EnrollmentError+Officers",
            "Enrollment/Procedure/Library/ProcedureImport", "Biometrics/FingerprintFailure", "Registry/RegistryError",
            "Registry/Officers/RegistryError+Officers", "Registry/Audit/AuditEntry",
            "Enrollment/Operations/Backup/BackupError", "Enrollment/Operations/Closing/StationDecommission",
            "Enrollment/Operations/Phase/StationPhase", "Enrollment/Operations/Recovery/StationRecovery",
            "Registry/Reconciliation/StationClosing", "Registry/Procedures/ProcedureBundle",
            "Registry/Client/Unreachable", "Registry/Wire/ProblemDetails+Codes",
            "DocumentPKI/Trust/TrustError", "DocumentPKI/Evidence/EvidenceError",
        ] { codes.formUnion(try codesOf(file)) }
        codes.formUnion(try cases(of: "Enrollment/Officers/OfficerRefusal"))
        for file in ["LDS/LDSError", "CardCrypto/CardCryptoError"] {
            codes.formUnion(try codesOf(file).map { "card-\($0)" })
        }
        for text in [
            try sources(["idstation", "CounterDesk", "StationWeb"], "swift"), try sources(["StationWeb"], "js"),
        ] {
            codes.formUnion(text.matches(of: /code: "([a-z-]+)"/).map { String($0.1) })
            codes.formUnion(text.matches(of: /failure: "([a-z-]+)"/).map { String($0.1) })
            codes.formUnion(text.matches(of: /Refusal\("([a-z-]+)"/).map { String($0.1) })
            codes.formUnion(text.matches(of: /page\.fail\("([a-z-]+)"\)/).map { String($0.1) })
        }
        // What a check found, where a failure's words tell it.
        codes.formUnion(
            try sources(["Diagnosis/Check"], "swift").matches(of: /case .+: "([a-z-]+)"/).map { String($0.1) })
        codes.formUnion(FailureCode.allCases.map(\.rawValue))
        codes.formUnion(["camera-missing", "camera-denied", "camera-busy", "not-found"])
        return codes
    }

    /// The raw values of an enumeration of codes.
    private func cases(of file: String) throws -> [String] {
        let text = try String(
            contentsOf: CatalogueTests.root.appendingPathComponent("Sources/\(file).swift"), encoding: .utf8)
        let values = text.matches(of: /case [A-Za-z]+ = "([a-z-]+)"/).map { String($0.1) }
        try #require(!values.isEmpty, "\(file)")
        return values
    }

    @Test("every code that the program can give is in the catalogue, and every code of the catalogue is given")
    func codes() throws {
        let known = Set(FailureCatalogue.embedded.words.keys)
        let given = try given()
        #expect(given.subtracting(known).sorted() == [])
        #expect(known.subtracting(given).sorted() == [])
        #expect(known.count >= 91, "AusweisApp publishes 91")
    }

    @Test("each failure is said in both languages: a title of a few words, a cause, a remedy")
    func words() {
        for (code, languages) in FailureCatalogue.embedded.words {
            #expect(Set(languages.keys) == ["vi", "en"], "\(code)")
            for (language, words) in languages {
                #expect((4...60).contains(words.title.count), "\(code).\(language): \(words.title)")
                #expect(
                    !words.title.hasSuffix(".") && words.cause.hasSuffix(".") && words.remedy.hasSuffix("."),
                    "\(code).\(language)")
            }
            #expect(languages["vi"] != languages["en"], "\(code)")
        }
    }

    @Test("the failures that an officer must tell apart have titles of their own")
    func told() {
        for language in ["vi", "en"] {
            let titles = Self.distinguished.compactMap { FailureCatalogue.embedded.words[$0]?[language]?.title }
            #expect(titles.count == Self.distinguished.count)
            #expect(Set(titles).count >= Self.distinguished.count - 1)
        }
    }

    @Test("a failure by its code has the catalogue's words, and one that no catalogue knows its own")
    func byCode() {
        #expect(DeskFailure(code: "no-card").title == "Lay the card on the reader")
        #expect(DeskFailure(.trustTooOld).code == "trust-too-old")
        #expect(DeskFailure(code: "unheard-of").title == "unheard-of")
    }

    @Test(
        "a catalogue that says half is refused",
        arguments: [
            "no-card: {vi: {title: a, cause: b, remedy: c}}", "no-card: {vi: {title: a}, en: {title: a}}", "no-card: x",
            "no-card: {vi: {title: a, cause: b, remedy: c, more: d}, en: {title: a, cause: b, remedy: c}}",
        ])
    func refused(yaml: String) {
        #expect(throws: CatalogueError.self) { try FailureCatalogue(parsing: yaml, file: "x.yaml") }
    }
}
