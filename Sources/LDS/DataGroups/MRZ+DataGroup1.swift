import SmartCard

extension MRZ {
    /// Reads EF.DG1: tag 61 around 5F1F (Doc 9303-10 §4.7.1).
    package init(parsingDataGroup1 bytes: [UInt8]) throws(LDSError) {
        let parts = try BERTLV.template(0x61, parsing: bytes, in: "EF.DG1").parts(in: "EF.DG1")
        guard parts.count == 1, let zone = parts.first, zone.tag == 0x5F1F, zone.value.allSatisfy({ $0 < 0x80 }) else {
            throw LDSError(.malformed, in: "EF.DG1", "one MRZ data object expected")
        }
        try self.init(parsing: String(decoding: zone.value, as: UTF8.self))
    }

    /// EF.DG1.
    package func dataGroup1() -> [UInt8] { BERTLV(0x61, [BERTLV(0x5F1F, Array(text.utf8))]).serialized() }
}
