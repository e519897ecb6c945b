/// What a record repeats of the chip's data about its holder: the member `holder` of `record.json`.
///
/// The registry takes none of it on trust: each claim present must equal what the verified chip files say.
package struct HolderClaims: Sendable, Hashable {
    /// 12 digits, DG13 field 1 and the MRZ's optional data.
    package var personalNumber: String?
    /// With its diacritics, DG13 field 2.
    package var fullName: String?
    /// The card's number as in the MRZ (DG1).
    package var documentNumber: String?
    /// The date of birth as in the MRZ, `YYMMDD` (DG1).
    package var dateOfBirth: String?
    /// The sex as in the MRZ, `M`, `F` or `<` (DG1).
    package var sex: String?
    /// The date of expiry as in the MRZ, `YYMMDD` (DG1).
    package var dateOfExpiry: String?

    package init() {}

    /// The claims as members of an object; absent ones are left out.
    package var json: JSONValue {
        .object(Self.members.compactMapValues { path in self[keyPath: path].map { .string($0) } })
    }

    /// Reads claims; a member that is unknown or no text is an error, for nobody would check it.
    package init(json: JSONValue) throws(RegistryError) {
        self.init()
        guard let object = json.object else { throw RecordManifest.malformed("holder is no object") }
        for (name, value) in object {
            guard let path = Self.members[name], let text = value.string else {
                throw RecordManifest.malformed("a claim about the holder is unknown or no text")
            }
            self[keyPath: path] = text
        }
    }

    static var members: [String: WritableKeyPath<HolderClaims, String?>] {
        [
            "personalNumber": \.personalNumber, "fullName": \.fullName, "documentNumber": \.documentNumber,
            "dateOfBirth": \.dateOfBirth, "sex": \.sex, "dateOfExpiry": \.dateOfExpiry,
        ]
    }
}

extension HolderClaims: CustomStringConvertible {
    /// The names of the claims, never their content.
    package var description: String {
        Self.members.filter { self[keyPath: $0.value] != nil }.keys.sorted().joined(separator: ", ")
    }
}
