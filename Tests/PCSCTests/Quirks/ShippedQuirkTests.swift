import EMRTD
import Foundation
import LDS
import PCSC
import ReaderCatalogue
import SmartCard
import Testing
import VirtualCard

extension ServiceTests {
    /// A whole card through each model that an entry of `drivers/reader-quirks` names: without the entry the station
    /// stumbles and begins a new session, with it it does not. The reader has a real one's name, so that the entry is found
    /// as it would be found in the field.
    @Suite(.timeLimit(.minutes(5))) struct ShippedQuirkTests {
        private static let entries = QuirkCatalogue.embedded.entries.filter { $0.model != nil }

        /// A card for extended APDUs of 4,096 bytes, whose signature of Active Authentication does not fit a short answer.
        private static let image = Result {
            let time = Date(timeIntervalSince1970: 1_790_000_000)
            let folder = FileManager.default.temporaryDirectory.appending(path: "quirks-\(UUID())")
            defer { try? FileManager.default.removeItem(at: folder) }
            let country = try DemoCountry.create(in: folder.path, at: time)
            var image = try CardImage(SyntheticCitizen(seed: 7), as: .named("cccd-2021"), by: country, at: time)
            image.behaviour.timing = nil
            image.behaviour.faults = []
            image.behaviour.longestResponse = 4096
            image.files.removeAll { $0.file == .atrInfo }
            let size = BERTLV(0x02, [0x10, 0x00])
            image.files.append(RawFile(.atrInfo, BERTLV(0x7F66, [size, size]).serialized()))
            return image
        }

        /// Reads the card, and tells how often a session had to be opened.
        private func openings(_ entry: QuirkEntry, known: (any ReaderQuirkSource)?) async throws -> Int {
            let image = try Self.image.get()
            let name = try QuirkDesk.name(for: entry)
            let model = try #require(entry.model)
            let reading = try await QuirkDesk.with(VirtualCard(image), inReaderOf: model, called: name) { reader in
                #expect(reader.name == "\(name) 00 00")
                return try await reader.withTransaction(quirks: known) { transaction in
                    #expect(await transaction.quirks == (known == nil ? ReaderQuirks() : entry.quirks))
                    let link = DocumentReader.Link(
                        reader: reader.name, answerToReset: await transaction.answerToReset)
                    return try await DocumentReader(
                        transaction, passwords: [.can(image.can), .mrz(information: image.mrzInformation)], link: link
                    ).read()
                }
            }
            for file in [ElementaryFile.sod, .dg1, .dg2, .dg13, .dg14, .dg15] {
                #expect(reading.file(file) == image.file(file), "\(file)")
            }
            #expect(reading.activeAuthentication == .passed && reading.chipAuthentication == .passed)
            return reading.measures.count { $0.phase == .pace }
        }

        @Test("without its entry a reader costs sessions", arguments: entries)
        func unknown(entry: QuirkEntry) async throws {
            let openings = try await openings(entry, known: nil)
            #expect(openings > 1, "\(entry.id): the model shows nothing")
        }

        @Test("with its entry a reader costs none", arguments: entries)
        func known(entry: QuirkEntry) async throws {
            let openings = try await openings(entry, known: QuirkCatalogue.embedded)
            #expect(openings == 1, "\(entry.id)")
        }
    }
}
