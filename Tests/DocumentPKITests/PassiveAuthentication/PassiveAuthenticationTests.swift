import CardCrypto
import DocumentPKI
import Foundation
import LDS
import TestData
import Testing
import VirtualCard

@Suite("Passive authentication")
struct PassiveAuthenticationTests {
    static let time = Date(timeIntervalSince1970: 1_790_000_000)
    static let country = Result { try make() }
    static let image = Result { try CardImage.cccd2021(SyntheticCitizen(seed: 3), by: country.get(), at: time) }

    static func make() throws -> DemoCountry {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("country-\(UUID())")
        defer { try? FileManager.default.removeItem(at: folder) }
        return try DemoCountry.create(in: folder.path, at: time)
    }

    /// What a reader gets: every file but the locked group.
    private func files() throws -> [RawFile] { try Self.image.get().files.filter { $0.file != .dg3 } }

    private func report(
        _ files: [RawFile], trusting anchors: [Certificate]? = nil, at time: Date = time
    ) throws -> PassiveAuthentication.Report {
        let anchors = try anchors ?? [Self.country.get().csca]
        return PassiveAuthentication(trustStore: TrustStore(anchors: anchors)).verify(files, at: time)
    }

    @Test("a genuine document is valid, and only then is there a verified one")
    func valid() throws {
        let report = try report(files())
        #expect(report.verdict == .valid, "\(report.findings)")
        #expect(report.document?.mrz == (try SyntheticCitizen(seed: 3).mrz()))
        #expect(report.document?.portrait?.format == .jpeg)
        #expect(report.signingTime == Self.time)
        #expect(report.findings.contains { $0.check == .dataGroupHash && $0.subject == "DG3" && $0.reason == .notRead })
    }

    @Test("an altered group is named", arguments: [1, 2, 13, 14, 15])
    func altered(group: Int) throws {
        let changed = try files().map { file in
            file.file == .dataGroup(group)
                ? RawFile(file.file, file.bytes.dropLast() + [(file.bytes.last ?? 0) ^ 1]) : file
        }
        let report = try report(changed)
        #expect(report.verdict == .invalid)
        #expect(report.document == nil)
        #expect(report.findings.contains { $0.reason == .changed && $0.subject == "DG\(group)" })
    }

    @Test("a group that the signer did not sign is found")
    func additional() throws {
        let report = try report(files() + [RawFile(.dataGroup(7), [0x67, 0x00])])
        #expect(report.verdict == .invalid)
    }

    @Test("the chip's keys that were signed and are not shown fail, another group is only told")
    func hidden() throws {
        #expect(try report(files().filter { $0.file != .dg14 }).verdict == .invalid)
        #expect(try report(files().filter { $0.file != .dg15 }).verdict == .invalid)
        #expect(try report(files().filter { $0.file != .dg13 }).verdict == .valid)
    }

    @Test("no EF.SOD, no EF.DG1, or another document's EF.SOD: invalid")
    func missing() throws {
        #expect(try report(files().filter { $0.file != .sod }).verdict == .invalid)
        #expect(try report(files().filter { $0.file != .dg1 }).verdict == .invalid)
        let other = try CardImage.cccd2021(SyntheticCitizen(seed: 4), by: Self.country.get(), at: Self.time)
        let mixed = try files().map { $0.file == .sod ? other.file(.sod) ?? $0 : $0 }
        #expect(try report(mixed).verdict == .invalid)
    }

    @Test("an unknown CSCA is neither valid nor invalid")
    func noAnchor() throws {
        let stranger = try Self.make()
        for anchors in [[], [stranger.csca]] {
            let report = try report(files(), trusting: anchors)
            #expect(report.verdict != .valid)
            #expect(report.document == nil)
            if anchors.isEmpty { #expect(report.verdict == .noTrustAnchor) }
        }
    }

    @Test("a damaged EF.SOD is invalid wherever it is cut, and nothing traps")
    func damagedSOD() throws {
        let sod = try #require(try Self.image.get().file(.sod)).bytes
        for count in stride(from: 0, to: sod.count, by: 11) {
            let cut = try files().map { $0.file == .sod ? RawFile(.sod, Array(sod.prefix(count))) : $0 }
            #expect(try report(cut).verdict == .invalid)
        }
        for index in stride(from: sod.count - 120, to: sod.count, by: 5) {
            var changed = sod
            changed[index] ^= 0x40
            let damaged = try files().map { $0.file == .sod ? RawFile(.sod, changed) : $0 }
            #expect(try report(damaged).verdict == .invalid)
        }
    }

    @Test("a signer of another state does not vouch for this one's documents")
    func foreignSigner() throws {
        let key = try PrivateKey.generate(.ec(.p256))
        let foreign = try CertificateTemplate(
            subject: [("C", "UT"), ("CN", "Utopia")], notBefore: Self.time - 86_400, notAfter: Self.time + 86_400,
            extensions: [("basicConstraints", "critical,CA:TRUE")]
        ).issue(for: key, digest: .sha256)
        let object = LDSSecurityObject(
            digestAlgorithm: try #require(ObjectIdentifier("2.16.840.1.101.3.4.2.1")),
            hashes: try files().compactMap { file in
                try file.file.dataGroupNumber.map {
                    LDSSecurityObject.DataGroupHash(dataGroup: $0, hash: try Digest.sha256.hash(file.bytes))
                }
            })
        let signed = try SignedData.sign(
            object.serialized(), contentType: "2.23.136.1.1.1", key: key, certificate: foreign, digest: .sha256,
            signingTime: Self.time, isDetached: false, isCAdES: false)
        let length = [0x82, UInt8(signed.count >> 8), UInt8(signed.count & 0xFF)]
        let resigned = try files().map { $0.file == .sod ? RawFile(.sod, [0x77] + length + signed) : $0 }
        let report = try report(resigned, trusting: [foreign])
        #expect(report.verdict == .invalid)
        #expect(report.findings.contains { $0.check == .country && $0.result == .failed })
    }

    @Test(
        "BSI's specimen: the signature and every hash hold, no CSCA is known", .needs("bsi2008/EF_SOD.bin"))
    func specimen() throws {
        let names: [(ElementaryFile, String)] =
            [(.com, "EF_COM"), (.sod, "EF_SOD")] + [1, 2, 3, 14].map { (.dataGroup($0), "Datagroup\($0)") }
        let files = try names.map { RawFile($0.0, try TestData.bytes("bsi2008/\($0.1).bin")) }
        let report = try report(files)
        #expect(report.verdict == .noTrustAnchor, "\(report.findings)")
        #expect(report.findings.contains { $0.check == .signature && $0.result == .passed })
        let unchanged = report.findings.filter { $0.check == .dataGroupHash && $0.result == .passed }
        #expect(unchanged.compactMap(\.subject) == ["DG1", "DG2", "DG3", "DG14"])
        #expect(report.findings.contains { $0.check == .algorithms && $0.reason == .weakAlgorithms })
        // The specimen's DG4 and DG15 are not in its EF.SOD: a group that nobody signed.
        let unsigned = RawFile(.dataGroup(4), try TestData.bytes("bsi2008/Datagroup4.bin"))
        #expect(try self.report(files + [unsigned]).verdict == .invalid)
    }
}
