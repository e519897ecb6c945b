extension RegistryError.Code {
    package static let malformedOfficer = Self(rawValue: "malformed-officer")
    package static let malformedRoster = Self(rawValue: "malformed-roster")
    package static let rosterNotGenuine = Self(rawValue: "roster-not-genuine")
    /// A password that does not open an officer's keys, or that is too easy to guess.
    package static let passwordRefused = Self(rawValue: "password-refused")
}

extension RegistryError {
    static func malformedOfficer(_ what: String) -> RegistryError {
        RegistryError(.malformedOfficer, "the officer's file is refused: \(what)", fault: .station)
    }

    static func malformedRoster(_ what: String) -> RegistryError {
        RegistryError(.malformedRoster, "the roster is refused: \(what)", fault: .registry)
    }
}
