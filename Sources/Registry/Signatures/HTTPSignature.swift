import CardCrypto
import FoundationEssentials
import RawStructuredFieldValues

/// Making and checking HTTP message signatures (RFC 9421) by ECDSA on P-256 with SHA-256, the one algorithm here.
enum HTTPSignature {
    static let algorithm = "ecdsa-p256-sha256"
    /// The bytes of a signature: `r ‖ s` (§3.3.4).
    private static let size = 64

    /// The fields Signature-Input and Signature over a message.
    static func fields(
        _ input: SignatureInput, over message: some SignableMessage, sign: ([UInt8]) throws -> [UInt8]
    ) throws -> [HeaderField] {
        let signature = try sign(try input.base(of: message))
        return [
            HeaderField("signature-input", "\(input.label)=\(try input.serialized())"),
            HeaderField("signature", "\(input.label)=:\(Data(signature).base64EncodedString()):"),
        ]
    }

    /// The signature of this key among those of a message; what it covers and whether it holds is still to be checked.
    static func input(by keyID: String, in fields: [HeaderField]) throws(SignatureFault) -> SignatureInput {
        guard let field = fields.combined("signature-input") else {
            throw .missing("There is no field Signature-Input.")
        }
        let inputs = try SignatureInput.all(parsing: field).filter { $0.keyID == keyID }
        guard let input = inputs.first, inputs.count == 1 else {
            throw .missing("There is no signature, or more than one, with the keyid \(keyID).")
        }
        return input
    }

    /// Checks that a signature covers what it must, and that it is one of this key over the message.
    static func verify(
        _ input: SignatureInput, of message: some SignableMessage, fields: [HeaderField], by key: PublicKey,
        covering required: [SignatureComponent]
    ) throws(SignatureFault) {
        guard input.algorithm ?? algorithm == algorithm else {
            throw .malformed("The signature's algorithm is not \(algorithm).")
        }
        for component in required where !input.components.contains(component) {
            throw .uncovered("The signature does not cover \(component.name).")
        }
        let signature = try signature(input.label, in: fields)
        let base = try input.base(of: message)
        guard !key.isRSA, key.bitCount == 256,
            (try? key.verifies(signature, of: base, by: .ecdsa(.sha256))) == true
        else { throw .wrong }
    }

    private static func signature(_ label: String, in fields: [HeaderField]) throws(SignatureFault) -> [UInt8] {
        guard let field = fields.combined("signature"), field.utf8.count <= SignatureInput.largestField else {
            throw .malformed("There is no field Signature, or a very long one.")
        }
        var parser = StructuredFieldValueParser(Array(field.utf8))
        guard let members = try? parser.parseDictionaryFieldValue(), members.count <= SignatureInput.mostSignatures,
            case .item(let item) = members[label], case .undecodedByteSequence(let text) = item.rfc9651BareItem,
            let bytes = Data(base64Encoded: text), bytes.count == size
        else { throw .malformed("The field Signature has no \(size) bytes with the label of Signature-Input.") }
        return [UInt8](bytes)
    }
}
