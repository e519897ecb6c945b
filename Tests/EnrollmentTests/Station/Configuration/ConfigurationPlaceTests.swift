import DocumentPKI
import Foundation
import Testing

@testable import Enrollment

/// Folders, files and devices that a configuration names, on a real disk.
@Suite("What a configuration names")
struct ConfigurationPlaceTests {
    private func findings(
        _ values: [ConfigurationKey: ConfigurationValue], at folder: URL
    ) -> [ConfigurationKey: ConfigurationFinding.Code] {
        let found = StationConfiguration(values.mapValues { $0 }, lines: [:]).findingsAtPlaces()
        return Dictionary(
            found.compactMap { finding in ConfigurationKey(rawValue: finding.key).map { ($0, finding.code) } },
            uniquingKeysWith: { first, _ in first })
    }

    private func withFolder(_ body: (URL) throws -> Void) throws {
        let folder = FileManager.default.temporaryDirectory.appending(path: "configuration-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try body(folder)
    }

    @Test("a station's folder that is not there, is none, or is one")
    func station() throws {
        try withFolder { folder in
            #expect(findings([.station: .text(folder.path + "/none")], at: folder) == [.station: .notThere])
            #expect(findings([.station: .text(folder.path)], at: folder) == [.station: .notUsable])
            let rig = try ForwardingRig()
            #expect(findings([.station: .text(rig.station.url.path)], at: folder) == [:])
        }
    }

    @Test("what is there and this user may not use")
    func notPermitted() throws {
        try withFolder { folder in
            let policy = folder.appending(path: "own.json")
            try JSONEncoder().encode(InspectionPolicy.strict).write(to: policy)
            let configuration = StationConfiguration([
                .station: .text(folder.path), .policy: .text(policy.path), .codeScanner: .text("/dev/null"),
                .readerQuirks: .text(policy.path),
            ])
            let found = configuration.findingsAtPlaces { path, way in way == F_OK }
            #expect(found.map(\.code) == [.notPermitted, .notPermitted, .notPermitted, .notPermitted])
            #expect(found.allSatisfy { $0.sentence.contains(NSUserName()) })
        }
    }

    @Test("a policy that is shipped, a file of one, and what is none")
    func policy() throws {
        try withFolder { folder in
            let file = folder.appending(path: "own.json")
            func code(_ name: String) -> ConfigurationFinding.Code? {
                findings([.policy: .text(name)], at: folder)[.policy]
            }
            #expect(code("strict") == nil && code("stricter") == .notThere && code(file.path) == .notThere)
            try Data("{}".utf8).write(to: file)
            #expect(code(file.path) == .notUsable)
            try JSONEncoder().encode(InspectionPolicy.strict).write(to: file)
            #expect(code(file.path) == nil)
        }
    }

    @Test("a scanner that is not plugged in is told and no fault; a language needs its file at a kiosk")
    func deviceAndLanguage() throws {
        try withFolder { folder in
            let away = StationConfiguration([.codeScanner: .text(folder.path + "/scanner")]).findingsAtPlaces()
            #expect(away.map(\.code) == [.deviceAway] && away.map(\.isFault) == [false])
            let french: [ConfigurationKey: ConfigurationValue] = [.language: .text("fr")]
            #expect(findings(french, at: folder) == [.language: .notThere])
            let kiosk = french.merging([.kiosk: .flag(true), .station: .text(folder.path)]) { $1 }
            #expect(findings(kiosk, at: folder)[.language] == .notThere)
            try FileManager.default.createDirectory(
                at: folder.appending(path: "messages"), withIntermediateDirectories: true)
            try Data().write(to: folder.appending(path: "messages/fr.yaml"))
            #expect(findings(kiosk, at: folder)[.language] == nil)
            #expect(findings([.language: .text("en")], at: folder) == [:])
            #expect(
                findings([.readerQuirks: .text(folder.path + "/none.yaml")], at: folder) == [.readerQuirks: .notThere])
        }
    }
}
