/// A procedure as an authority wrote it: what an enrollment needs. Rules are data; this program only applies them.
package struct Procedure: Sendable, Hashable, Decodable {
    package let id: String
    package let version: Int
    /// The form's code, `TK01`.
    package let form: String
    /// By language.
    package let title: [String: String]
    package let conditions: Conditions
    /// By name.
    package let fields: [String: Field]
    package let consent: Consent

    /// What must hold of the card and its holder.
    package struct Conditions: Sendable, Hashable, Decodable {
        /// Whole years on the day of the enrollment.
        package let minimumAge: Int
        package let cardNotExpired: Bool
        package let chipAuthentication: Bool
    }

    /// Something the operator enters.
    package struct Field: Sendable, Hashable, Decodable {
        package let required: Bool
        /// A regular expression that the whole text must match.
        package let pattern: String
    }

    /// What the citizen agrees to.
    package struct Consent: Sendable, Hashable, Decodable {
        package let id: String
        package let version: Int
        /// Files by language, relative to the enrollment folder.
        package let texts: [String: String]
    }
}
