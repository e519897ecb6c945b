import CardCrypto
import DocumentPKI
package import Foundation
import Glibc
package import Registry

/// Makes the folder of a new station by a one-time code: the whole folder under its name, or nothing.
///
/// Until then everything is in `FOLDER.enrolling` beside it, the keys first. After a power cut or a lost answer the same
/// command goes on there, and gets the same certificates for the same keys.
package struct NewStation: Sendable {
    private let path: String
    private let held: (tls: KeyLocation, signing: KeyLocation)?

    /// - Parameters:
    ///   - path: where the folder goes; nothing is there yet.
    ///   - held: keys in a token or a TPM; nil for files.
    package init(at path: String, held: (tls: KeyLocation, signing: KeyLocation)?) {
        self.path = path.hasSuffix("/") && path.count > 1 ? String(path.dropLast()) : path
        self.held = held
    }

    private var staging: String { "\(path).enrolling" }

    /// Enrols and makes the folder.
    package func enrol(by code: EnrolmentCode, over client: EnrolmentClient, at now: Date) async throws -> StationFolder
    {
        guard access(path, F_OK) != 0 else {
            throw EnrollmentError(.folderTaken, "\(path) is there already. Name a new folder.", fault: .operator)
        }
        let authority = try await client.authority(namedBy: code)
        try written { try DurableFile.makeFolder(staging) }
        let keys =
            try held.map { try KeyPair.held(tls: $0.tls, signing: $0.signing) }
            ?? written { try KeyPair.files(tls: "tls.key", signing: "signing.key", in: staging) }
        let issued = try await client.enrol(keys.requests(code: code.text, of: "new"), trusting: authority)
        try keys.check(issued, of: nil, by: authority, at: now)
        try written {
            try write(issued, keys)
            try give(issued, authority, at: now)
            removeParts()
            try DurableFile.move(staging, to: path)
        }
        return try StationFolder.load(path)
    }

    /// What an earlier try left half written: keys can be among it.
    private func removeParts() {
        for name in (try? FileManager.default.contentsOfDirectory(atPath: staging)) ?? [] where name.hasSuffix(".part")
        {
            unlink("\(staging)/\(name)")
        }
    }

    private func write(_ issued: IssuedIdentity, _ keys: KeyPair) throws {
        let identity = StationIdentity(
            tls: StationIdentity.Entry(key: keys.tls, certificate: "tls.pem"),
            signing: StationIdentity.Entry(key: keys.signing, certificate: "signing.pem"), generation: 1)
        let station: JSONValue = [
            "station": .string(issued.station.text), "registry": .string(issued.address),
        ]
        for (name, bytes, mode) in [
            ("tls.pem", Array(try issued.tls.pem.utf8), 0o644),
            ("signing.pem", Array(try issued.signing.pem.utf8), 0o644),
            ("station-ca.pem", Array(try issued.authority.pem.utf8), 0o644),
            ("registry.json", try issued.registry.serialized(), 0o644),
            (StationIdentity.file, try identity.serialized(), 0o600),
            ("station.json", try station.canonical(), 0o644),
        ] as [(String, [UInt8], mode_t)] { try DurableFile.replace("\(staging)/\(name)", bytes, mode: mode) }
    }

    /// What the registry gave for the first day: each is checked as if it had come later.
    private func give(_ issued: IssuedIdentity, _ authority: Certificate, at now: Date) throws {
        let folder = try StationFolder.load(staging)
        if let trust = issued.trust {
            var options = TrustImport.Options()
            options.authorities = [authority]
            let file = TrustImport.File(name: "the registry's bundle", bytes: trust)
            let report = try folder.trustFolder.importing([file], options: options, at: now)
            guard report.refused.isEmpty else { throw Self.unfit("its trust bundle is refused") }
        } else {
            try DurableFile.makeFolder(folder.trustFolder.path)
        }
        if let roster = issued.roster {
            _ = try Roster.verify(roster, trusting: [authority])
            try DurableFile.replace("\(staging)/roster.p7s", roster, mode: 0o644)
        }
        guard let procedures = issued.procedures else { return }
        let bundle = try folder.importProcedures(procedures, at: now).bundle
        try DurableFile.makeFolder("\(staging)/messages")
        for (path, bytes) in bundle.files where path.hasPrefix("messages/") {
            try DurableFile.replace("\(staging)/\(path)", bytes, mode: 0o644)
        }
    }

    private static func unfit(_ what: String) -> EnrollmentError {
        EnrollmentError(.answerUnfit, "the registry's answer does not fit: \(what).", fault: .authority)
    }

    private func written<Value>(_ body: () throws -> Value) throws -> Value {
        do { return try body() } catch let error as RegistryError where error.code == .folderUnusable {
            throw EnrollmentError(
                .storageFailed,
                "the station's folder was not made: \(error.message). Look at the disk's space and rights.",
                fault: .station)
        }
    }
}
