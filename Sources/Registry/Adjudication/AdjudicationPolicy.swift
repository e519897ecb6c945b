/// What an authority decides about decisions: data, `adjudication.json` in the registry's folder, with defaults.
///
/// ```
/// { "schema": "chip-id-station/adjudication", "version": 1,
///   "accountsPerPhone": 3,                  so many accounts may have one phone number
///   "alwaysDecided": ["unlock-account"],    actions that no rule approves
///   "review": ["identified-by-papers", …],  what must be looked at by people
///   "decidedBy": "officer",                 the lowest role that decides
///   "freshnessDays": 31,                    how old a station's newest receipt may be when it records
///   "reasons": ["duplicate-account", …],    why something is rejected or sent back
///   "closingReasons": ["holder-deceased", …] }   why officers close an account
/// ```
package struct AdjudicationPolicy: Sendable, Hashable {
    package var accountsPerPhone = 3
    package var alwaysDecided: Set<AccountAction> = [.unlockAccount]
    package var review: Set<String> = [
        CaseReason.Code.identifiedByPapers.rawValue, CaseReason.Code.portraitPoor.rawValue,
        CaseReason.Code.fingersNotVerified.rawValue,
    ]
    package var decidedBy = OfficerRole.officer
    package var freshnessDays = 31
    package var reasons: Set<String> = [
        "duplicate-account", "phone-not-the-holders", "papers-not-sufficient", "portrait-not-the-holder",
        "data-wrong", "fraud-suspected",
    ]
    package var closingReasons: Set<String> = [
        "duplicate-account", "fraud-proven", "holder-asked", "holder-deceased",
    ]

    package init() {}

    static let reviewable: Set<String> = Set(
        [
            CaseReason.Code.identifiedByPapers, .portraitPoor, .fingersMissing, .fingersNotVerified,
        ].map(\.rawValue))
}

extension AdjudicationPolicy {
    private static let schema = "chip-id-station/adjudication"
    /// Bytes of the file.
    package static let maximumSize = 64 << 10

    /// Reads the file. A member that is left out has its default; one that is unknown is refused, for a rule that is
    /// misspelt must not silently be no rule.
    package init(parsing bytes: [UInt8]) throws(RegistryError) {
        let json = try JSONValue(parsing: bytes)
        guard let members = json.object, members["schema"]?.string == Self.schema, members["version"]?.integer == 1
        else { throw Self.malformed("it is not of \(Self.schema) 1") }
        for (name, value) in members {
            switch name {
            case "schema", "version": continue
            case "accountsPerPhone": accountsPerPhone = try Self.number(value, name, 1...1000)
            case "freshnessDays": freshnessDays = try Self.number(value, name, 1...3650)
            case "decidedBy":
                guard let role = value.string.flatMap({ OfficerRole(rawValue: $0) }) else {
                    throw Self.malformed("\(name) is no role")
                }
                decidedBy = role
            case "alwaysDecided":
                alwaysDecided = Set(
                    try Self.texts(value, name).map { (text) throws(RegistryError) in
                        guard let action = AccountAction(rawValue: text) else {
                            throw Self.malformed("\(name) has an action that there is not")
                        }
                        return action
                    })
            case "review":
                review = Set(try Self.texts(value, name))
                guard review.isSubset(of: Self.reviewable) else {
                    throw Self.malformed("\(name) has a reason that there is not")
                }
            case "reasons": reasons = try Self.codes(value, name)
            case "closingReasons": closingReasons = try Self.codes(value, name)
            default: throw Self.malformed("there is no rule “\(name.prefix(40))”")
            }
        }
    }

    /// Whether a text can be a reason: 1 to 40 of a-z, 0-9 and hyphens.
    static func isCode(_ text: String) -> Bool { text.utf8.count <= 40 && StationID(text) != nil }

    private static func number(
        _ value: JSONValue, _ name: String, _ range: ClosedRange<Int>
    ) throws(RegistryError) -> Int {
        guard let number = value.integer, range.contains(number) else {
            throw malformed("\(name) is no number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private static func codes(_ value: JSONValue, _ name: String) throws(RegistryError) -> Set<String> {
        let codes = Set(try texts(value, name))
        guard !codes.isEmpty, codes.allSatisfy(isCode) else {
            throw malformed("\(name) are 1 to 40 of a-z, 0-9 and hyphens each")
        }
        return codes
    }

    private static func texts(_ value: JSONValue, _ name: String) throws(RegistryError) -> [String] {
        guard let array = value.array, array.count <= 64 else { throw malformed("\(name) is no list of up to 64") }
        let texts = array.compactMap(\.string)
        guard texts.count == array.count else { throw malformed("\(name) is no list of texts") }
        return texts
    }

    private static func malformed(_ what: String) -> RegistryError {
        RegistryError(.malformedPolicy, "the policy of decisions is refused: \(what)", fault: .registry)
    }
}

extension RegistryError.Code {
    /// `adjudication.json` is not what it must be.
    package static let malformedPolicy = Self(rawValue: "malformed-policy")
}
