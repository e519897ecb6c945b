import DocumentPKI
import EMRTD
import LDS
import TestData
import Testing
import VirtualCard

/// The BSI's specimen document as it is: its own EF.COM, EF.SOD and groups on a virtual card.
@Suite("The BSI's specimen document", .needs("bsi2008/EF_SOD.bin"))
struct SpecimenDocumentTests {
    private static let groups: [(file: ElementaryFile, name: String)] = [
        (.com, "EF_COM"), (.sod, "EF_SOD"), (.dg1, "Datagroup1"), (.dg2, "Datagroup2"), (.dg3, "Datagroup3"),
        (.dg4, "Datagroup4"), (.dg14, "Datagroup14"), (.dg15, "Datagroup15"),
    ]

    private func image() throws -> CardImage {
        let files = try Self.groups.map { RawFile($0.file, try TestData.bytes("bsi2008/\($0.name).bin")) }
        let zone = try MRZ(parsingDataGroup1: TestData.bytes("bsi2008/Datagroup1.bin"))
        return CardImage(
            files: files, can: "", mrzInformation: zone.accessKeyInformation,
            behaviour: CardBehaviour(lockedDataGroups: []))
    }

    private func read(_ selection: DocumentReader.Selection = .all) async throws -> DocumentReading {
        let image = try image()
        let password = try Password.mrz(information: image.mrzInformation)
        return try await DocumentReader(VirtualCard(image), passwords: [password], selection: selection).read()
    }

    @Test("is read with BAC, and every listed group parsed")
    func listed() async throws {
        let reading = try await read()
        #expect(reading.bac == .passed)
        let expected: Set<ElementaryFile> = [.com, .sod, .dg1, .dg2, .dg3, .dg14]
        #expect(Set(reading.files.map(\.file)) == expected)
        for file in reading.files {
            #expect(try FileContent(parsing: file).serialized() == file.bytes, "\(file.file)")
        }
        // The signature and the hashes hold, and nobody vouches for the signer.
        #expect(try TestCard.report(reading).verdict == .noTrustAnchor)
        // Its private key was never published, so this card is a clone, and shows as one.
        guard case .failed = reading.chipAuthentication else {
            Issue.record("Chip Authentication: \(reading.chipAuthentication)")
            return
        }
        #expect(reading.isChipRefuted)
    }

    @Test("EF.DG4 and EF.DG15, which it does not list, are read and parsed when asked for")
    func unlisted() async throws {
        let reading = try await read(.only([.dg4, .dg15]))
        for file in [ElementaryFile.dg4, .dg15] {
            let raw = try #require(reading.file(file))
            #expect(try FileContent(parsing: raw).serialized() == raw.bytes)
        }
        guard case .failed = reading.activeAuthentication else {
            Issue.record("Active Authentication: \(reading.activeAuthentication)")
            return
        }
    }
}
