import EMRTD
import Foundation
import LDS
import PCSC
import SmartCard
import Synchronization
import Testing
import VirtualCard

extension ServiceTests {
    /// Every way of opening and proving a chip, through pcscd and our driver.
    ///
    /// The sample runs in CI. All combinations, some hours: `CHIP_ID_MATRIX=full ./test --filter ProtocolMatrix`.
    @Suite(.desk(readers: 1)) struct ProtocolMatrixTests {
        /// A card that is another one after each reset, so that pcscd need not look for a new card each time.
        private actor ChangingCard: EmulatedCard {
            private var card: VirtualCard

            init(_ image: CardImage) { card = VirtualCard(image) }

            func become(_ image: CardImage) { card = VirtualCard(image) }

            nonisolated var answerToReset: [UInt8] { [0x3B, 0x80, 0x80, 0x01, 0x01] }
            func powerOn() async { await card.powerOn() }
            func powerOff() async { await card.powerOff() }
            func reset() async { await card.reset() }
            func process(_ command: [UInt8]) async -> CardAction { await card.process(command) }
        }

        @Test("each row ends with every proof passed")
        func rows() async throws {
            let isFull = ProcessInfo.processInfo.environment["CHIP_ID_MATRIX"] == "full"
            let rows = isFull ? ProtocolMatrix.full : ProtocolMatrix.sampled
            let fixture = try MatrixFixture()
            let card = ChangingCard(try fixture.image(try #require(rows.first)))
            var failures: [String] = []
            try await ServiceTests.withCard(card) { reader in
                for row in rows {
                    await card.become(try fixture.image(row))
                    do {
                        let reading = try await read(row, reader, fixture)
                        if let wrong = row.differs(from: reading) { failures.append("\(row): \(wrong)") }
                    } catch {
                        failures.append("\(row): \(error)")
                    }
                    if failures.count > 20 { break }
                }
            }
            #expect(failures.isEmpty, "\(failures.joined(separator: "\n"))")
            print("protocol matrix: \(rows.count) rows")
        }

        private func read(
            _ row: ProtocolMatrix.Row, _ reader: Reader, _ fixture: MatrixFixture
        ) async throws -> DocumentReading {
            try await reader.withTransaction { channel in
                try await DocumentReader(
                    channel, passwords: [fixture.password(row.access)],
                    terminal: row.terminal.map { fixture.chains[$0].credentials }
                ).read()
            }
        }
    }
}

extension ProtocolMatrix.Row {
    /// What is not as it should be; nil where all is.
    func differs(from reading: DocumentReading) -> String? {
        var wrong: [String] = []
        var provesChip = chipKey != nil
        switch access {
        case .bac: if reading.bac != .passed { wrong.append("BAC \(reading.bac)") }
        case .pace(let info, _):
            if reading.pace != .passed { wrong.append("PACE \(reading.pace)") }
            if info.protocol.mapping == .chipAuthentication { provesChip = true }
        }
        if reading.chipAuthentication != (provesChip ? .passed : .notOffered) {
            wrong.append("CA \(reading.chipAuthentication)")
        }
        if reading.activeAuthentication != (signing == nil ? .notOffered : .passed) {
            wrong.append("AA \(reading.activeAuthentication)")
        }
        if reading.terminalAuthentication != (terminal == nil ? .notOffered : .passed) {
            wrong.append("TA \(reading.terminalAuthentication)")
        }
        if (reading.file(.dg3) != nil) != (terminal != nil) { wrong.append("EF.DG3") }
        if reading.file(.dg1) == nil { wrong.append("EF.DG1") }
        return wrong.isEmpty ? nil : wrong.joined(separator: ", ")
    }
}
