package import LDS

/// What a record says of one person, and on what it rests.
package struct PersonClaims: Sendable, Hashable {
    /// On what the person's data rest.
    package enum Identification: String, Sendable {
        /// The chip's signed files.
        case chip
        /// Documents that an officer looked at; another officer must approve.
        case papers
    }

    package let identification: Identification
    package let claims: HolderClaims
    /// How the chip was opened, `id-PACE-ECDH-GM-AES-CBC-CMAC-128`.
    package let access: String?
    /// Why the chip was not read.
    package let silent: String?
    /// Numbers of the documents, by the procedure's name of the document.
    package let papers: [String: String]

    package init(
        identification: Identification, claims: HolderClaims, access: String? = nil, silent: String? = nil,
        papers: [String: String] = [:]
    ) {
        self.identification = identification
        self.claims = claims
        self.access = access
        self.silent = silent
        self.papers = papers
    }

    /// The person whose account it is.
    package static let holder = "holder"
}

extension PartName {
    /// The part that holds a person's chip file. The holder's lie in `chip/`, others in `persons/guardian/`.
    package static func chipFile(_ file: ElementaryFile, of person: String) -> PartName? {
        person == PersonClaims.holder ? .chipFile(file) : PartName("persons/\(person)/\(file)")
    }

    /// Whose chip file a part of this name holds, and which; nil for other parts.
    package var personsFile: (person: String, file: ElementaryFile)? {
        if let chipFile { return (PersonClaims.holder, chipFile) }
        let segments = text.split(separator: "/")
        guard segments.count == 3, segments[0] == "persons", segments[1] != PersonClaims.holder,
            segments[2].hasPrefix("EF."), let file = ElementaryFile(shortName: String(segments[2].dropFirst(3)))
        else { return nil }
        return (String(segments[1]), file)
    }
}
