import CardCrypto
import LDS
import SmartCard

extension TestSuite {
    /// A file's bytes, or an end as not applicable.
    static func required(_ chip: ChipProfile, _ file: ElementaryFile) throws -> [UInt8] {
        guard let bytes = chip.file(file) else { throw CaseEnd.notApplicable("the chip shows no \(file)") }
        return bytes
    }

    static func begins(_ run: CaseRun, _ chip: ChipProfile, _ file: ElementaryFile, _ tag: UInt8) async throws {
        let first = try required(chip, file).first
        try await run.check(
            "the first byte", expected: Hex.string([tag]), seen: first.map { Hex.string([$0]) } ?? "none", first == tag)
    }

    static func common(_ run: CaseRun, _ chip: ChipProfile) async throws -> COM {
        let bytes = try required(chip, .com)
        return try await run.attempt("EF.COM") { try COM(parsing: bytes) }
    }

    static func zone(_ run: CaseRun, _ chip: ChipProfile) async throws -> MRZ {
        let bytes = try required(chip, .dg1)
        return try await run.attempt("EF.DG1") { try MRZ(parsingDataGroup1: bytes) }
    }

    static func security(_ run: CaseRun, _ chip: ChipProfile) async throws -> DocumentSecurityObject {
        let bytes = try required(chip, .sod)
        return try await run.attempt("EF.SOD") { try DocumentSecurityObject(parsing: bytes) }
    }
}
