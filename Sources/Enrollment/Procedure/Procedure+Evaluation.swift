package import DocumentPKI
package import LDS

extension Procedure {
    /// A rule that the case at hand breaks.
    package struct Violation: Sendable, Hashable {
        /// Stable name, `minimum-age`.
        package let rule: String
        /// A sentence for the operator, without personal data.
        package let sentence: String
    }

    /// What the operator brings besides the card.
    package struct Entry: Sendable, Hashable {
        /// Field values by name.
        package var fields: [String: String]
        /// The language of the consent text that the citizen agreed to; nil without consent.
        package var consentLanguage: String?

        package init(fields: [String: String], consentLanguage: String?) {
            self.fields = fields
            self.consentLanguage = consentLanguage
        }
    }

    /// Every rule that is broken, so that the operator hears all at once; empty where the enrollment may go on.
    package func violations(
        _ document: VerifiedDocument, chipAuthenticated: Bool, entry: Entry, on today: CalendarDate
    ) -> [Violation] {
        var found: [Violation] = []
        if conditions.chipAuthentication, !chipAuthenticated {
            found.append(
                Violation(rule: "chip-authentication", sentence: "The chip did not prove that it is the original."))
        }
        let birth =
            document.nationalData?.text(.dateOfBirth).flatMap { CalendarDate(slashed: $0) }
            ?? CalendarDate(zone: document.mrz.dateOfBirth, notAfter: today)
        if let birth {
            if birth.years(until: today) < conditions.minimumAge {
                found.append(
                    Violation(
                        rule: "minimum-age",
                        sentence: "The holder is younger than \(conditions.minimumAge); use the procedure for children."
                    ))
            }
        } else {
            found.append(Violation(rule: "minimum-age", sentence: "The card's date of birth cannot be read."))
        }
        if conditions.cardNotExpired, isExpired(document, on: today) {
            found.append(
                Violation(rule: "card-not-expired", sentence: "The card has expired; use the procedure for that."))
        }
        return found + violations(entry)
    }

    /// What is wrong with the operator's part alone: known before the citizen lays the card down.
    package func violations(_ entry: Entry) -> [Violation] { fieldViolations(entry) + consentViolations(entry) }

    /// A card whose end nobody can read counts as expired.
    private func isExpired(_ document: VerifiedDocument, on today: CalendarDate) -> Bool {
        DocumentExpiry(document.mrz, document.nationalData, today: today).isOver(on: today) ?? true
    }

    private func fieldViolations(_ entry: Entry) -> [Violation] {
        var found: [Violation] = []
        for (name, field) in fields.sorted(by: { $0.key < $1.key }) {
            switch entry.fields[name] {
            case nil where field.required:
                found.append(Violation(rule: "field-\(name)", sentence: "The field \(name) is required."))
            case let text? where text.utf8.count > 1024 || !matches(text, field.pattern):
                found.append(
                    Violation(rule: "field-\(name)", sentence: "The field \(name) does not have the right form."))
            default: continue
            }
        }
        for name in entry.fields.keys.sorted() where fields[name] == nil {
            found.append(Violation(rule: "field-\(name)", sentence: "The procedure has no field \(name)."))
        }
        return found
    }

    private func matches(_ text: String, _ pattern: String) -> Bool {
        guard let expression = try? Regex(pattern) else { return false }
        return (try? expression.wholeMatch(in: text)) != nil
    }

    private func consentViolations(_ entry: Entry) -> [Violation] {
        guard let language = entry.consentLanguage else {
            return [Violation(rule: "consent", sentence: "The citizen's consent is missing.")]
        }
        guard consent.texts[language] != nil else {
            return [Violation(rule: "consent", sentence: "There is no consent text in the language \(language).")]
        }
        return []
    }
}
