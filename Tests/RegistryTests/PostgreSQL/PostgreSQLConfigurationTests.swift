import FoundationEssentials
import Glibc
import Testing

@testable import PostgreSQL
@testable import Registry

@Suite("Where the PostgreSQL database is")
struct PostgreSQLConfigurationTests {
    let folder = TemporaryFolder()

    @Test("a file of several lines with remarks; what it does not say has a safe default")
    func file() throws {
        let path = "\(folder.path)/database.conf"
        try DurableFile.create(path, Array("# ours\nhost=/run/pg\nuser=registry\n".utf8), mode: 0o600)
        let settings = try PostgreSQLConfiguration(file: path).settings
        func value(_ keyword: String) -> String? { settings.first { $0.keyword == keyword }?.value }
        #expect(value("host") == "/run/pg" && value("user") == "registry")
        #expect(value("target_session_attrs") == "read-write" && value("connect_timeout") == "5")
        let other = try PostgreSQLConfiguration("host=/run/pg connect_timeout=2").settings
        #expect(other.filter { $0.keyword == "connect_timeout" }.map(\.value) == ["2"])
    }

    @Test(
        "a file that others may read is refused, and one that is not there",
        arguments: [0o644, 0o640, 0o604] as [mode_t])
    func modes(_ mode: mode_t) throws {
        let path = "\(folder.path)/database.conf"
        try DurableFile.create(path, Array("host=/run/pg".utf8), mode: mode)
        #expect(throws: RegistryError.self) { try PostgreSQLConfiguration(file: path) }
        #expect(throws: RegistryError.self) { try PostgreSQLConfiguration(file: path + ".none") }
    }

    @Test(
        "what cannot be read is refused, and no error quotes it",
        arguments: ["host", "password='secret", "nonsense=secret", "host=a\u{0}b", "=secret"])
    func malformed(_ text: String) {
        let error = #expect(throws: RegistryError.self) { try PostgreSQLConfiguration(text) }
        #expect(error?.message.contains("secret") == false)
    }

    @Test(
        "another machine is reached by TLS with its name proven, or not at all",
        arguments: [
            ("host=db.example", false), ("host=db.example sslmode=require", false),
            ("host=10.0.0.1 sslmode=verify-ca", false),
            ("host=db.example sslmode=verify-full", true), ("host=localhost", true), ("host=127.0.0.1", true),
            ("host=localhost,db.example", false), ("hostaddr=10.0.0.1", false), ("host=/run/pg,/run/pg2", true),
            ("dbname=registry", true), ("postgresql://db.example/registry", false),
            ("postgresql://db.example/registry?sslmode=verify-full", true),
        ])
    func transport(_ text: String, _ isGood: Bool) {
        #expect(((try? PostgreSQLConfiguration(text)) != nil) == isGood)
    }
}
