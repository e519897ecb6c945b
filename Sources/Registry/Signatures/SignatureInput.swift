import RawStructuredFieldValues

/// What one signature covers, and how it was made: a member of the field Signature-Input (RFC 9421 §4.1).
struct SignatureInput: Sendable {
    let label: String
    let components: [SignatureComponent]
    private let list: InnerList

    /// The longest field that is read, in bytes; with it the number of signatures and of covered components is bounded.
    static let largestField = 4096
    static let mostSignatures = 4
    static let mostComponents = 24

    /// What a signature of ours covers; the parameters stand in this order.
    init(
        label: String, components: [SignatureComponent], created: Int, keyID: String, nonce: String? = nil,
        tag: String? = nil
    ) {
        var parameters = OrderedMap<String, RFC9651BareItem>()
        parameters["created"] = .integer(Int64(created))
        parameters["keyid"] = .string(keyID)
        if let nonce { parameters["nonce"] = .string(nonce) }
        parameters["alg"] = .string(HTTPSignature.algorithm)
        if let tag { parameters["tag"] = .string(tag) }
        var items = BareInnerList()
        for component in components { items.append(component.item) }
        self.label = label
        self.components = components
        list = InnerList(bareInnerList: items, parameters: parameters)
    }

    private init(label: String, _ list: InnerList) throws(SignatureFault) {
        guard list.bareInnerList.count <= Self.mostComponents else {
            throw .malformed("A signature covers more than \(Self.mostComponents) components.")
        }
        var components: [SignatureComponent] = []
        for item in list.bareInnerList { components.append(try SignatureComponent(item)) }
        guard Set(components).count == components.count else {
            throw .malformed("A signature covers a component twice.")
        }
        self.label = label
        self.components = components
        self.list = list
    }

    /// Reads the field.
    static func all(parsing field: String) throws(SignatureFault) -> [SignatureInput] {
        guard field.utf8.count <= largestField else {
            throw .malformed("The field Signature-Input has more than \(largestField) bytes.")
        }
        var parser = StructuredFieldValueParser(Array(field.utf8))
        guard let members = try? parser.parseDictionaryFieldValue(), members.count <= mostSignatures else {
            throw .malformed("The field Signature-Input is no dictionary of at most \(mostSignatures) signatures.")
        }
        var inputs: [SignatureInput] = []
        for (label, member) in members {
            guard case .innerList(let list) = member else {
                throw .malformed("A member of the field Signature-Input is no list.")
            }
            inputs.append(try SignatureInput(label: label, list))
        }
        return inputs
    }

    /// When it was made, in seconds since 1970.
    var created: Int? {
        guard case .integer(let seconds) = list.rfc9651Parameters["created"] else { return nil }
        return Int(seconds)
    }

    /// When it ends, in seconds since 1970.
    var expires: Int? {
        guard case .integer(let seconds) = list.rfc9651Parameters["expires"] else { return nil }
        return Int(seconds)
    }

    var keyID: String? { text("keyid") }
    var nonce: String? { text("nonce") }
    var algorithm: String? { text("alg") }

    private func text(_ name: String) -> String? {
        guard case .string(let text) = list.rfc9651Parameters[name] else { return nil }
        return text
    }

    /// The covered components and the parameters as they stand in the field, and so under the signature.
    func serialized() throws(SignatureFault) -> String {
        var serializer = StructuredFieldValueSerializer()
        guard let bytes = try? serializer.writeListFieldValue([.innerList(list)]) else {
            throw .malformed("The signature's parameters have no form of their own.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// What is signed (§2.5).
    func base(of message: some SignableMessage) throws(SignatureFault) -> [UInt8] {
        var text = ""
        for component in components {
            guard let value = message.value(of: component), value.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) else {
                throw .malformed("The covered component \(component.name) is not in the message.")
            }
            text += "\(try Self.name(component)): \(value)\n"
        }
        return Array("\(text)\"@signature-params\": \(try serialized())".utf8)
    }

    private static func name(_ component: SignatureComponent) throws(SignatureFault) -> String {
        var serializer = StructuredFieldValueSerializer()
        guard let bytes = try? serializer.writeItemFieldValue(component.item) else {
            throw .malformed("A covered component's name has characters that no field has.")
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}
