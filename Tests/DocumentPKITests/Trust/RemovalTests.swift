import CardCrypto
import DocumentPKI
import Foundation
import Testing

@Suite("What was removed from a trust store")
struct RemovalTests {
    @Test("it does not come back with the next import, unless that is asked for")
    func removal() throws {
        let (state, other) = (try MadeUpState(), try MadeUpState("XS"))
        let trust = TemporaryTrust()
        let files = [("one", state.authority.der), ("two", other.authority.der)]
        _ = try trust.importing(files)
        let found = try trust.folder.certificate(
            fingerprint: String(state.authority.fingerprintText.prefix(12)).lowercased())
        #expect(found.certificate == state.authority && found.sources == ["one"])
        try trust.folder.remove(found, why: "compromised", at: TemporaryTrust.now)
        #expect(try trust.store().anchors == [other.authority])
        let removal = try #require(try trust.folder.contents().removals.first)
        #expect(removal.why == "compromised" && removal.fingerprint == state.authority.fingerprint)

        let again = try trust.importing(files)
        #expect(again.refusals == ["removed": 1] && !again.hasChanged)
        #expect(try trust.store().anchors == [other.authority])
        let readmitted = try trust.importing(files) { $0.readmits = true }
        #expect(readmitted.counts == ["added": 1, "already-there": 1])
        #expect(try trust.store().anchors.count == 2)
        #expect(try trust.folder.contents().removals.isEmpty)
    }

    @Test("a file in the folder is left out as well, and that is told")
    func looseFile() throws {
        let state = try MadeUpState()
        let trust = TemporaryTrust()
        try FileManager.default.createDirectory(at: trust.url, withIntermediateDirectories: true)
        try Data(state.authority.der).write(to: trust.url.appending(path: "csca.cer"))
        #expect(try trust.store().anchors == [state.authority])
        let found = try trust.folder.certificate(fingerprint: state.authority.fingerprintText)
        #expect(found.sources == ["csca.cer"])
        try trust.folder.remove(found, why: "test", at: TemporaryTrust.now)
        let loading = try TrustStore.load(folder: trust.url.path)
        #expect(loading.store.anchors.isEmpty && loading.refused.map(\.file) == ["csca.cer"])
    }

    @Test("files and database together, each certificate once")
    func together() throws {
        let (state, other) = (try MadeUpState(), try MadeUpState("XS"))
        let trust = TemporaryTrust()
        _ = try trust.importing([("one", state.authority.der)])
        for (name, certificate) in [("a.cer", state.authority), ("b.cer", other.authority)] {
            try Data(certificate.der).write(to: trust.url.appending(path: name))
        }
        #expect(try trust.store().anchors.count == 2)
        #expect(try trust.folder.contents().anchors.count == 2)
        // A document signer of a loose authority becomes known, too.
        let report = try trust.importing([("ds", other.documentSigner().der)])
        #expect(report.counts == ["added": 1])
        let copy = TemporaryTrust()
        try trust.folder.copy(to: copy.url.path)
        #expect(try copy.store().anchors.count == 2)
        #expect(try copy.store().documentSignerEncodings.count == 1)
    }

    @Test("a fingerprint that fits none, or too short, is told")
    func fingerprints() throws {
        let trust = TemporaryTrust()
        _ = try trust.importing([("one", MadeUpState().authority.der)])
        for prefix in ["", "12", "zzzz", String(repeating: "0", count: 64)] {
            #expect(throws: TrustError.self) { try trust.folder.certificate(fingerprint: prefix) }
        }
    }

    @Test("a database that is none, or damaged, is an error and not an empty store")
    func damaged() throws {
        let trust = TemporaryTrust()
        _ = try trust.importing([("one", MadeUpState().authority.der)])
        let file = trust.url.appending(path: "trust.sqlite")
        try Data("this is no database, and long enough to be looked at by SQLite as one".utf8).write(to: file)
        #expect(throws: TrustError.self) { try trust.store() }
        // What was made and never written is an empty store.
        try Data().write(to: file)
        #expect(try trust.store().anchors.isEmpty)
    }
}
