import CardCrypto

/// The policies that come with the program. The README's table is made from them.
extension InspectionPolicy {
    /// For a laboratory or a border: every proof, fresh revocation lists, no departure but those that prove as much.
    package static let strict = InspectionPolicy(
        name: "strict",
        rules: [
            .country: .mayBeMissing, .dataGroupHash: .mayBeMissing, .com: .mayBeMissing, .cardSecurity: .mayBeMissing,
            .cardAccess: .mayBeMissing, .content: .mayBeMissing, .access: .mayBeMissing,
            .chipAuthentication: .mayBeMissing, .activeAuthentication: .mayBeMissing, .nationalData: .mayBeMissing,
            .scannedZone: .required, .revocation: .required, .chip: .required,
        ],
        tolerated: [.explicitCurve, .form(.noSignerCertificate)], revocationListMaximumAge: 90,
        momentWithoutSigningTime: .now)

    /// For an officer's counter: an officer sees the rows and decides; the procedure judges age and expiry.
    package static let counter = InspectionPolicy(
        name: "counter",
        rules: [
            .algorithms: .advisory, .revocation: .mayBeMissing, .country: .mayBeMissing, .dataGroupHash: .mayBeMissing,
            .com: .advisory, .cardSecurity: .mayBeMissing, .cardAccess: .mayBeMissing, .content: .advisory,
            .access: .advisory, .chipAuthentication: .mayBeMissing, .activeAuthentication: .mayBeMissing,
            .chip: .mayBeMissing, .nationalData: .advisory, .scannedZone: .mayBeMissing, .expiry: .advisory,
        ],
        tolerated: SecurityObjectDeviation.all, revocationListMaximumAge: nil, momentWithoutSigningTime: .signerStart)

    /// For a kiosk, where nobody looks: the chip must prove itself, and nothing may differ.
    package static let kiosk = InspectionPolicy(
        name: "kiosk",
        rules: [
            .revocation: .mayBeMissing, .country: .mayBeMissing, .dataGroupHash: .mayBeMissing, .com: .mayBeMissing,
            .cardSecurity: .mayBeMissing, .cardAccess: .mayBeMissing, .content: .mayBeMissing, .access: .advisory,
            .chipAuthentication: .mayBeMissing, .activeAuthentication: .mayBeMissing, .chip: .required,
            .nationalData: .mayBeMissing, .scannedZone: .mayBeMissing,
        ],
        tolerated: SecurityObjectDeviation.all, revocationListMaximumAge: nil, momentWithoutSigningTime: .now)

    package static let shipped = [strict, counter, kiosk]
}
