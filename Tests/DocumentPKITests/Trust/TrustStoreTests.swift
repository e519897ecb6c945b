import CardCrypto
import DocumentPKI
import Foundation
import Testing
import VirtualCard

@Suite("Trust store")
struct TrustStoreTests {
    @Test("good files are taken, bad ones told, others left alone")
    func folder() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("trust-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let csca = try PassiveAuthenticationTests.make().csca
        try Data(csca.der).write(to: folder.appendingPathComponent("a.cer"))
        try Data(csca.pem.utf8).write(to: folder.appendingPathComponent("b.pem"))
        try Data([0x30, 0x03, 0x01]).write(to: folder.appendingPathComponent("c.der"))
        try Data("notes".utf8).write(to: folder.appendingPathComponent("README.txt"))
        let loading = try TrustStore.load(folder: folder.path)
        #expect(loading.store.anchors == [csca])
        #expect(loading.refused.map(\.file) == ["c.der"])
    }

    @Test("a folder that is not there is an error that says so")
    func noFolder() {
        #expect(throws: TrustError.self) { try TrustStore.load(folder: "/nonexistent/trust") }
    }

    @Test("an empty file is empty, and neither a folder nor a file that is too large is read")
    func files() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("files-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        func path(_ name: String) -> String { folder.appendingPathComponent(name).path }
        try Data().write(to: folder.appendingPathComponent("empty"))
        try Data(count: 11).write(to: folder.appendingPathComponent("eleven"))
        #expect(try TrustFolder.bytes(path("empty")).isEmpty)
        #expect(try TrustFolder.bytes(path("eleven"), atMost: 11).count == 11)
        #expect(throws: TrustError.self) { try TrustFolder.bytes(path("eleven"), atMost: 10) }
        #expect(throws: TrustError.self) { try TrustFolder.bytes(folder.path) }
        #expect(throws: TrustError.self) { try TrustFolder.bytes(path("absent")) }
    }
}
