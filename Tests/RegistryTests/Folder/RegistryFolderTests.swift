import FoundationEssentials
import Testing

@testable import Registry

@Suite struct RegistryFolderTests {
    let parent = TemporaryFolder()
    var path: String { "\(parent.path)/registry" }

    private func mode(_ name: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: "\(path)/\(name)")
        return try #require(attributes[.posixPermissions] as? Int)
    }

    @Test func whatIsSecretIsForItsOwnerOnly() throws {
        _ = try RegistryFolder.create(at: path, name: "registry.example/level-2")
        #expect(try mode("") == 0o700)
        for name in ["sealing.key", "log.key", "reply.key", "registry.sqlite"] { #expect(try mode(name) == 0o600) }
        #expect(try mode("registry.json") == 0o644)
    }

    @Test func loadsWhatWasCreated() throws {
        let created = try RegistryFolder.create(at: path, name: "registry.example/level-2")
        let loaded = try RegistryFolder.load(from: path)
        let description = try RegistryDescription.load(path: loaded.descriptionPath)
        #expect(try description.serialized() == created.description.serialized())
        #expect(loaded.description.name == "registry.example/level-2")
        let part = RecordPart(name: .record, mediaType: "text/plain", bytes: [5])
        let context = try SealTests.context()
        #expect(try loaded.openingKey.open(description.sealingKey.seal(part, in: context).bytes, in: context) == [5])
        #expect(try loaded.log.key.sign("text\n").verify(by: description.logKey))
    }

    @Test func aRegistryIsNeverOverwritten() throws {
        let first = try RegistryFolder.create(at: path, name: "registry.example")
        #expect(throws: RegistryError.self) { try RegistryFolder.create(at: path, name: "registry.example") }
        #expect(try RegistryFolder.load(from: path).description.logKey.text == first.description.logKey.text)
    }

    @Test func aNameThatNoLogCanHaveMakesNothing() {
        #expect(throws: RegistryError.self) { try RegistryFolder.create(at: path, name: "my registry") }
        #expect(!FileManager.default.fileExists(atPath: path))
    }

    @Test(arguments: ["sealing.key", "log.key", "reply.key", "registry.json"])
    func keysThatDoNotBelongTogetherAreRefused(_ name: String) throws {
        let other = "\(parent.path)/other"
        _ = try RegistryFolder.create(at: path, name: "registry.example")
        _ = try RegistryFolder.create(at: other, name: "registry.example")
        try FileManager.default.removeItem(atPath: "\(path)/\(name)")
        #expect(throws: RegistryError.self) { try RegistryFolder.load(from: path) }
        try FileManager.default.copyItem(atPath: "\(other)/\(name)", toPath: "\(path)/\(name)")
        let error = #expect(throws: RegistryError.self) { try RegistryFolder.load(from: path) }
        #expect(error?.code == .folderUnusable)
    }
}
