import CardCrypto

/// As JSON: `{"name": …, "rules": {"sod-signature": "required", …}, "tolerated": ["not-der", …], …}`. A name that no table
/// has is an error, for a rule that is silently left out is a hole.
extension InspectionPolicy: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case name, rules, tolerated, revocationListMaximumAge, momentWithoutSigningTime
    }

    package init(from decoder: any Decoder) throws {
        let names = try decoder.container(keyedBy: MemberName.self).allKeys.map(\.stringValue)
        if let stranger = names.first(where: { Key(rawValue: $0) == nil }) {
            throw TrustError(.malformed, "the policy has an unknown part “\(stranger)”")
        }
        let container = try decoder.container(keyedBy: Key.self)
        name = try container.decode(String.self, forKey: .name)
        rules = [:]
        for (check, rule) in try container.decode([String: String].self, forKey: .rules) {
            guard let check = Check(rawValue: check), let rule = Rule(rawValue: rule) else {
                throw TrustError(.malformed, "the policy has an unknown check or rule “\(check): \(rule)”")
            }
            guard rule >= check.weakestRule else {
                throw TrustError(.malformed, "the policy cannot make “\(check.rawValue)” \(rule.rawValue)")
            }
            rules[check] = rule
        }
        let known = Dictionary(uniqueKeysWithValues: SecurityObjectDeviation.all.map { ($0.name, $0) })
        tolerated = Set(
            try container.decode([String].self, forKey: .tolerated).map { name in
                guard let deviation = known[name] else {
                    throw TrustError(.malformed, "the policy tolerates something unknown, “\(name)”")
                }
                return deviation
            })
        revocationListMaximumAge = try container.decodeIfPresent(Int.self, forKey: .revocationListMaximumAge)
        guard revocationListMaximumAge.map({ (0...36_500).contains($0) }) ?? true else {
            throw TrustError(.malformed, "revocationListMaximumAge is a number of days")
        }
        momentWithoutSigningTime = try container.decode(Moment.self, forKey: .momentWithoutSigningTime)
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(name, forKey: .name)
        let rules = Check.allCases.map { ($0.rawValue, rule(for: $0).rawValue) }
        try container.encode(Dictionary(uniqueKeysWithValues: rules), forKey: .rules)
        try container.encode(tolerated.map(\.name).sorted(), forKey: .tolerated)
        try container.encodeIfPresent(revocationListMaximumAge, forKey: .revocationListMaximumAge)
        try container.encode(momentWithoutSigningTime, forKey: .momentWithoutSigningTime)
    }
}
