import DocumentPKI
import EMRTD
import LDS
import SmartCard
import Testing
import VirtualCard

/// Which groups are read: EF.COM is not signed, so EF.SOD's list counts as well.
@Suite("Lists of data groups")
struct ListedGroupsTests {
    private func read(
        _ selection: DocumentReader.Selection = .all, _ change: (inout CardImage) throws -> Void
    ) async throws -> DocumentReading {
        var image = try TestCard.image()
        try change(&image)
        return try await DocumentReader(VirtualCard(image), passwords: [.can(image.can)], selection: selection).read()
    }

    @Test("a group that EF.COM leaves out is read all the same")
    func leftOut() async throws {
        let reading = try await read { $0.replace(.com, COM(dataGroups: [.dg1]).serialized()) }
        #expect(reading.file(.dg13) != nil && reading.file(.dg2) != nil)
        #expect(reading.chipAuthentication == .passed)
        #expect(try TestCard.report(reading).verdict == .valid)
    }

    @Test("a card without EF.COM is read by EF.SOD's list")
    func noCOM() async throws {
        let reading = try await read { $0.files.removeAll { $0.file == .com } }
        #expect(reading.refused[.com] != nil)
        #expect(reading.file(.dg1) != nil && reading.file(.dg13) != nil)
        #expect(reading.chipAuthentication == .passed)
    }

    @Test("a group that no list has is read where it is asked for")
    func unlisted() async throws {
        let group = BERTLV(0x66, [UInt8](repeating: 7, count: 9)).serialized()
        let all = try await read { $0.replace(.dataGroup(6), group) }
        #expect(all.file(.dataGroup(6)) == nil)
        let asked = try await read(.only([.dataGroup(6)])) { $0.replace(.dataGroup(6), group) }
        #expect(asked.file(.dataGroup(6))?.bytes == group)
        #expect(asked.file(.dg1) == nil)
    }
}
