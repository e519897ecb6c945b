/// Why somebody must look at a record before it counts.
package struct CaseReason: Sendable, Hashable {
    /// Stable name. Open, for the names of ``AccountRefusal`` are reasons too.
    package struct Code: RawRepresentable, Sendable, Hashable {
        package let rawValue: String
        package init(rawValue: String) { self.rawValue = rawValue }

        /// The phone number is that of as many other accounts as the policy allows, or more.
        package static let phoneOnManyAccounts = Self(rawValue: "phone-on-many-accounts")
        /// Somebody was identified by papers and not by a chip.
        package static let identifiedByPapers = Self(rawValue: "identified-by-papers")
        /// The portrait failed a check and was taken all the same.
        package static let portraitPoor = Self(rawValue: "portrait-poor")
        /// A finger is missing.
        package static let fingersMissing = Self(rawValue: "fingers-missing")
        /// Nobody checked that a trusted device took the fingers: the registry trusts none.
        package static let fingersNotVerified = Self(rawValue: "fingers-not-verified")
        /// The policy says that people decide about this action.
        package static let alwaysDecided = Self(rawValue: "always-decided")
        /// The record asks for something that no account can do.
        package static let actionUnknown = Self(rawValue: "action-unknown")
        /// The record says nothing by which its holder could be recognised.
        package static let holderUnknown = Self(rawValue: "holder-unknown")
    }

    package let code: Code
    /// How many others it is about: accounts with the same phone number. 0 where it is about none.
    package let related: Int

    package init(_ code: Code, related: Int = 0) {
        self.code = code
        self.related = related
    }
}
