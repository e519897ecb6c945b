package import LDS

extension HolderClaims {
    /// What the chip's files say of the holder: the station writes these claims, the registry compares with them.
    package init(mrz: MRZ, nationalData: NationalData?) {
        personalNumber = nationalData?.text(.personalNumber)
        fullName = nationalData?.text(.fullName)
        documentNumber = mrz.documentNumber
        dateOfBirth = mrz.dateOfBirth
        sex = mrz.sex.rawValue
        dateOfExpiry = mrz.dateOfExpiry
    }

    /// The names of those claims that are not what the document says; texts compare by canonical equivalence (Unicode).
    package func mismatches(with document: HolderClaims) -> [String] {
        Self.members.filter { _, path in self[keyPath: path] != nil && self[keyPath: path] != document[keyPath: path] }
            .keys.sorted()
    }
}
