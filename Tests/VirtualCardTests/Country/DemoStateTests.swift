import CardCrypto
import DocumentPKI
import EMRTD
import Foundation
import LDS
import Testing
import VirtualCard

@Suite("A whole demo state")
struct DemoStateTests {
    static let time = Date(timeIntervalSince1970: 1_782_864_000)
    static let state = Result { try DemoState.make(seed: 1, at: time) }

    /// The files of a folder, by path.
    private func files(_ folder: URL) throws -> [String: Data] {
        let all = try #require(FileManager.default.enumerator(atPath: folder.path))
        return try all.compactMap { $0 as? String }.reduce(into: [:]) { files, name in
            var isFolder: ObjCBool = false
            let file = folder.appending(path: name)
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue else {
                return
            }
            files[name] = try Data(contentsOf: file)
        }
    }

    private func withFolder<Result>(_ body: (URL) throws -> Result) throws -> Result {
        let folder = FileManager.default.temporaryDirectory.appending(path: "state-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try body(folder)
    }

    @Test("same seed and time, same bytes; another seed, or none, other keys")
    func determinism() throws {
        func written(_ seed: UInt64?) throws -> [String: Data] {
            try withFolder { folder in
                try DemoState.make(seed: seed, at: Self.time).write(to: folder)
                return try files(folder)
            }
        }
        let (one, again) = (try written(1), try written(1))
        #expect(one.count == 24 && one == again)
        for other in [try written(2), try written(nil), try written(nil)] {
            #expect(other.keys == one.keys)
            for (name, bytes) in one { #expect(other[name] != bytes, "\(name)") }
        }
    }

    @Test("keys are for their owner's eyes, and the folder loads as a country")
    func folder() throws {
        try withFolder { folder in
            let state = try Self.state.get()
            try state.write(to: folder)
            for name in try files(folder).keys where name.hasSuffix(".key") || name.contains("/is.pem") {
                let mode = try FileManager.default.attributesOfItem(atPath: folder.appending(path: name).path)
                #expect(mode[.posixPermissions] as? Int == 0o600, "\(name)")
            }
            let loaded = try DemoCountry.load(folder: folder.path)
            #expect(loaded.csca == state.country.csca && loaded.documentSigner == state.country.documentSigner)
            #expect(loaded.roots == [state.verification.root] && loaded.signingKeys.count == 8)
            #expect(loaded.time == Self.time)
        }
    }

    @Test("a station that trusts only the older CSCA comes to a card's signer by the link certificate")
    func link() throws {
        let state = try Self.state.get()
        let image = try PersonalisationBureau(state.country, .named("cccd-2024"), seed: 1, at: Self.time).card(0).image
        func report(_ anchors: [Certificate]) -> PassiveAuthentication.Report {
            PassiveAuthentication(trustStore: TrustStore(anchors: anchors)).verify(image.files, at: Self.time)
        }
        let old = TrustStore(anchors: [state.predecessor])
        let signer = state.country.documentSigner
        #expect(SignerChain(old, at: Self.time).verify(signer) == .noAnchor)
        #expect(
            SignerChain(old, pool: [state.link], at: Self.time).verify(signer)
                == .trusted([signer, state.link, state.predecessor]))
        #expect(report([state.predecessor]).document == nil)
        #expect(report([state.predecessor, state.link]).document != nil)
        #expect(report([state.country.csca]).document != nil)
        #expect(state.country.csca.subjectKeyID == state.link.subjectKeyID)
        #expect(state.revocationList.isSigned(by: state.link))
    }

    @Test("the certificates for chips form a chain that is valid when the state was made")
    func terminal() throws {
        let verification = try Self.state.get().verification
        let chain = [verification.root, verification.verifier, verification.terminal]
        #expect(chain.allSatisfy { $0.effectiveDate < .day(2026, 7, 1) && $0.expirationDate > .day(2028, 7, 1) })
        #expect(verification.credentials.path(from: [verification.root.holderReference])?.count == 2)
    }
}
