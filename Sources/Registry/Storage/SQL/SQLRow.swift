/// A row by the names of its columns. A value of another kind than asked for is the database's fault, not a trap.
package struct SQLRow: Sendable {
    private let values: [String: SQLValue]

    package init(_ values: [String: SQLValue]) { self.values = values }

    /// A number; nil for NULL.
    package func optionalInteger(_ column: String) throws(RegistryError) -> Int? {
        switch values[column] {
        case .integer(let number): return number
        case .null: return nil
        default: throw Self.unexpected(column)
        }
    }

    package func integer(_ column: String) throws(RegistryError) -> Int { try present(optionalInteger(column), column) }

    /// Whether a number is not 0: both databases answer a condition so.
    package func boolean(_ column: String) throws(RegistryError) -> Bool { try integer(column) != 0 }

    package func optionalText(_ column: String) throws(RegistryError) -> String? {
        switch values[column] {
        case .text(let text): return text
        case .null: return nil
        default: throw Self.unexpected(column)
        }
    }

    package func text(_ column: String) throws(RegistryError) -> String { try present(optionalText(column), column) }

    package func optionalBytes(_ column: String) throws(RegistryError) -> [UInt8]? {
        switch values[column] {
        case .bytes(let bytes): return bytes
        case .null: return nil
        default: throw Self.unexpected(column)
        }
    }

    package func bytes(_ column: String) throws(RegistryError) -> [UInt8] { try present(optionalBytes(column), column) }

    package func digest(_ column: String) throws(RegistryError) -> ContentDigest {
        try present(ContentDigest(bytes: bytes(column)), column)
    }

    package func time(_ column: String) throws(RegistryError) -> Timestamp {
        try present(Timestamp(milliseconds: integer(column)), column)
    }

    package func optionalTime(_ column: String) throws(RegistryError) -> Timestamp? {
        try optionalInteger(column).flatMap { Timestamp(milliseconds: $0) }
    }

    package func station(_ column: String) throws(RegistryError) -> StationID {
        try present(StationID(text(column)), column)
    }

    private func present<Value>(_ value: Value?, _ column: String) throws(RegistryError) -> Value {
        guard let value else { throw Self.unexpected(column) }
        return value
    }

    private static func unexpected(_ column: String) -> RegistryError {
        RegistryError(
            .storageFailed, "the registry's database answers no fitting value for \(column)", fault: .registry)
    }
}
