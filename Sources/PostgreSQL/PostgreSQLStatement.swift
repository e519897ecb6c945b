import Registry

/// A statement's text as PostgreSQL wants it, and its arguments as libpq does.
enum PostgreSQLStatement {
    /// The text with `$1`, `$2` … for each `?` that is not in a literal.
    static func numbered(_ sql: String) -> String {
        var text = ""
        var (number, isLiteral) = (0, false)
        for character in sql {
            if character == "'" { isLiteral.toggle() }
            if character == "?", !isLiteral {
                number += 1
                text += "$\(number)"
            } else {
                text.append(character)
            }
        }
        return text
    }

    /// The bytes of the arguments one after another, text and numbers as C strings.
    struct Arguments {
        private(set) var bytes: [UInt8] = []
        /// Where each begins; nil for NULL.
        private(set) var starts: [Int?] = []
        private(set) var lengths: [Int32] = []
        /// 1 for bytes, which go as they are; 0 for text.
        private(set) var formats: [Int32] = []

        /// Text with a zero byte in it, which PostgreSQL does not store, is an error.
        init(_ values: [any SQLEncodable]) throws(RegistryError) {
            for value in values {
                switch value.sqlValue {
                case .null: append(nil, format: 0)
                case .integer(let number): append(Array("\(number)".utf8) + [0], format: 0)
                case .text(let text):
                    guard !text.utf8.contains(0) else {
                        throw RegistryError(.storageFailed, "text with a zero byte cannot be stored", fault: .registry)
                    }
                    append(Array(text.utf8) + [0], format: 0)
                case .bytes(let bytes): append(bytes, format: 1)
                }
            }
        }

        private mutating func append(_ value: [UInt8]?, format: Int32) {
            starts.append(value == nil ? nil : bytes.count)
            lengths.append(Int32(clamping: value?.count ?? 0))
            formats.append(format)
            bytes += value ?? []
        }

        /// Hands over what libpq wants: pointers that hold for the time of the call.
        func withPointers<Value>(_ body: ([UnsafePointer<CChar>?]) -> Value) -> Value {
            // One byte more, so that there is an address for an empty value too.
            (bytes + [0]).withUnsafeBytes { buffer in
                body(
                    starts.map { start in
                        start.flatMap { buffer.baseAddress?.advanced(by: $0).assumingMemoryBound(to: CChar.self) }
                    })
            }
        }
    }
}
