import CardCrypto
import Foundation
import LDS
import Testing

/// EF.SOD as somebody else's program makes it: `openssl cms -sign`, in whatever shape its options give.
struct OpenSSLCommand {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("openssl-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }

    @discardableResult
    func run(_ arguments: String...) throws -> String { try run(arguments) }

    @discardableResult
    func run(_ arguments: [String]) throws -> String {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        process.arguments = arguments
        process.currentDirectoryURL = folder
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        try #require(process.terminationStatus == 0, "openssl \(arguments): \(output)")
        return output
    }

    func write(_ bytes: [UInt8], _ name: String) throws {
        try Data(bytes).write(to: folder.appendingPathComponent(name))
    }

    func read(_ name: String) throws -> [UInt8] { Array(try Data(contentsOf: folder.appendingPathComponent(name))) }

    /// A key on a curve that is written as numbers.
    func explicitKey(_ curve: String) throws -> PrivateKey {
        try run("ecparam", "-name", curve, "-param_enc", "explicit", "-genkey", "-noout", "-out", "explicit.sec1")
        try run("pkcs8", "-topk8", "-nocrypt", "-in", "explicit.sec1", "-out", "explicit.pem")
        return try PrivateKey(pem: SecretBytes(read("explicit.pem")))
    }

    /// Signs a list of hashes.
    ///
    /// - Parameter brought: the certificates that go along, where they are not the signer's.
    func sign(
        _ object: LDSSecurityObject, by signer: TestState.Signer, _ options: [String],
        type: String = "2.23.136.1.1.1", bringing brought: Certificate? = nil
    ) throws -> RawFile {
        try write(object.serialized(), "content")
        try write(Array(signer.certificate.pem.utf8), "signer.pem")
        try write(signer.key.pem().exposed(), "signer.key")
        var arguments = [
            "cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-econtent_type", type, "-in", "content", "-signer",
            "signer.pem", "-inkey", "signer.key", "-outform", "DER", "-out", "signed",
        ]
        if let brought {
            try write(Array(brought.pem.utf8), "brought.pem")
            arguments += ["-nocerts", "-certfile", "brought.pem"]
        }
        try run(arguments + options)
        return TestState.sod(try read("signed"))
    }
}
