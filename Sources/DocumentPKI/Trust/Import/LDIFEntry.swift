/// A record of an LDIF: an entry of a directory, or a change to one (RFC 2849).
package struct LDIFEntry: Sendable, Hashable {
    /// What the record asks for.
    package enum Change: Sendable, Hashable {
        /// An entry with its attributes; also a modification that only adds or replaces values.
        case add
        case delete
        /// Understood, and not supported.
        case other(String)
    }

    package struct Attribute: Sendable, Hashable {
        /// Lower case, without options: `usercertificate` for `userCertificate;binary`.
        package let name: String
        package let value: [UInt8]
    }

    /// The distinguished name.
    package let name: String
    package let change: Change
    package let attributes: [Attribute]
    /// The line where it begins.
    package let line: Int
}
