package import CardCrypto
import FoundationEssentials

/// The proof that a station was taken out of use with nothing left on it: its last statement and the registry's answer.
///
/// Canonical JSON, for people to keep. It needs no secret and no network to be verified: `verify`.
package struct ClosingProof: Sendable, Hashable {
    /// The station's last statement, signed by it.
    package let statement: SignedStatement
    /// The registry's `StationClosing`, signed.
    package let closing: [UInt8]

    package init(statement: SignedStatement, closing: [UInt8]) {
        self.statement = statement
        self.closing = closing
    }

    private static let schema = "chip-id-station/closing-proof"
    /// Bytes of the file.
    package static let maximumSize = 1 << 20

    package func serialized() throws(RegistryError) -> [UInt8] {
        let json: JSONValue = [
            "schema": .string(Self.schema), "version": 1,
            "statement": .string(Data(statement.statement).base64EncodedString()),
            "signature": .string(Data(statement.signature).base64EncodedString()),
            "closing": .string(Data(closing).base64EncodedString()),
        ]
        return try json.canonical()
    }

    /// Reads the file; says nothing about the signatures.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        guard bytes.count <= Self.maximumSize else { throw StationClosing.refused("it has \(bytes.count) bytes") }
        let json = try JSONValue(parsingCanonical: bytes)
        guard json["schema"]?.string == Self.schema, json["version"]?.integer == 1, json.object?.count == 5,
            let statement = json["statement"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let signature = json["signature"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let closing = json["closing"]?.string.flatMap({ Data(base64Encoded: $0) })
        else { throw StationClosing.refused("it is no proof of the known form") }
        self.init(
            statement: SignedStatement(statement: [UInt8](statement), signature: [UInt8](signature)),
            closing: [UInt8](closing))
    }

    /// Verifies both signatures, and that the two say the same.
    ///
    /// - Parameter authorities: the station CA of the registry, which vouches for both signers.
    /// - Throws: `closingRefused`, `malformedStatement`.
    package func verify(trusting authorities: [Certificate]) throws(RegistryError) -> StationClosing {
        let closing = try StationClosing.verify(self.closing, trusting: authorities)
        let last = try StationStatement(parsing: statement.statement)
        do {
            _ = try StationAuthority(authorities).verify(
                statement.signature, over: statement.statement, by: closing.station, claiming: last.time.date,
                at: closing.closed.date)
        } catch { throw StationClosing.refused("the station's own signature does not hold: \(error.detail)") }
        guard ContentDigest(of: statement.statement) == closing.statement, last.station == closing.station,
            last.isFinal, last.isBalanced, last.pending.isEmpty, last.created == closing.records,
            last.head == closing.head, last.rejected == closing.refused
        else { throw StationClosing.refused("station and registry do not say the same") }
        return closing
    }
}
