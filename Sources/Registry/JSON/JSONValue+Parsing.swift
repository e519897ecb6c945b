extension JSONValue {
    /// Parses one JSON text (RFC 8259), white space around values allowed.
    ///
    /// Refused: duplicate names, fractions and exponents, integers beyond ±(2⁵³ − 1), lone surrogates, ill-formed UTF-8,
    /// nesting deeper than 32, anything after the value.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        var parser = JSONParser(bytes)
        self = try parser.wholeText()
    }

    /// Parses a JSON text that must be in its canonical form, byte for byte (RFC 8785).
    package init(parsingCanonical bytes: [UInt8]) throws(RegistryError) {
        let value = try JSONValue(parsing: bytes)
        guard try value.canonical() == bytes else {
            throw RegistryError(.malformedJSON, "the JSON is not in canonical form (RFC 8785)", fault: .station)
        }
        self = value
    }
}
