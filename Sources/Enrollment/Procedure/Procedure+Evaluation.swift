package import DocumentPKI
package import LDS

extension Procedure {
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
    ///
    /// For an enrollment with the holder's card, fields and consent alone, as `idstation enroll` makes it: a procedure that
    /// wants papers, another person's card or another officer's approval is refused here.
    package func violations(
        _ document: VerifiedDocument, chipAuthenticated: Bool, entry: Entry, on today: CalendarDate
    ) -> [Violation] {
        let path = path(facts: [.chipVerified]).compactMap { steps[$0] }
        let rule = path.first { $0.kind == .card && $0.person == Self.holder }?.card ?? .strict
        var found: [Violation] = []
        if rule.chipProof == .required, !chipAuthenticated {
            found.append(
                Violation(
                    "chip-authentication", en: "The chip did not prove that it is the original.",
                    vi: "Chip không chứng minh được là chip gốc."))
        }
        let birth =
            document.nationalData?.text(.dateOfBirth).flatMap { CalendarDate(slashed: $0) }
            ?? CalendarDate(zone: document.mrz.dateOfBirth, notAfter: today)
        if let birth {
            found += [ageViolation(person: Self.holder, birth: birth, on: today)].compactMap { $0 }
        } else {
            found.append(
                Violation(
                    "minimum-age", en: "The card's date of birth cannot be read.",
                    vi: "Không đọc được ngày sinh trên thẻ."))
        }
        if rule.expired == .refused, isExpired(document, on: today) {
            found.append(
                Violation(
                    "card-not-expired", en: "The card has expired; use the procedure for that.",
                    vi: "Thẻ đã hết hạn; hãy dùng thủ tục dành cho trường hợp đó."))
        }
        let needsCounter = path.contains {
            $0.kind == .papers || $0.kind == .approval || $0.kind == .card && $0.person != Self.holder
        }
        if needsCounter {
            found.append(
                Violation(
                    "counter-only",
                    en: "This procedure needs the counter's page: another person or officer takes part.",
                    vi: "Thủ tục này phải làm trên màn hình tại quầy: cần thêm người hoặc cán bộ khác."))
        }
        return found + violations(entry)
    }

    /// What is wrong with the operator's part alone: known before the citizen lays the card down.
    package func violations(_ entry: Entry) -> [Violation] {
        violations(of: entry.fields) + consentViolations(entry)
    }

    /// Is a person too young or too old for the procedure, in whole years on a day? nil: neither.
    package func ageViolation(person: String, birth: CalendarDate, on today: CalendarDate) -> Violation? {
        guard let person = persons[person] else { return nil }
        let age = birth.years(until: today)
        let (en, vi) = (person.title["en"] ?? "person", person.title["vi"] ?? "người này")
        if let minimum = person.minimumAge, age < minimum {
            return Violation(
                "minimum-age", en: "The \(en.lowercased()) is younger than \(minimum): another procedure is due.",
                vi: "\(vi) chưa đủ \(minimum) tuổi: cần dùng thủ tục khác.")
        }
        if let maximum = person.maximumAge, age > maximum {
            return Violation(
                "maximum-age", en: "The \(en.lowercased()) is older than \(maximum): another procedure is due.",
                vi: "\(vi) đã quá \(maximum) tuổi: cần dùng thủ tục khác.")
        }
        return nil
    }

    /// A card whose end nobody can read counts as expired.
    private func isExpired(_ document: VerifiedDocument, on today: CalendarDate) -> Bool {
        DocumentExpiry(document.mrz, document.nationalData, today: today).isOver(on: today) ?? true
    }

    private func consentViolations(_ entry: Entry) -> [Violation] {
        guard let language = entry.consentLanguage else {
            return [
                Violation(
                    "consent", en: "The citizen's consent is missing.", vi: "Chưa có sự đồng ý của công dân.")
            ]
        }
        guard consent.texts[language] != nil else {
            return [
                Violation(
                    "consent", en: "There is no consent text in the language \(language.prefix(20)).",
                    vi: "Không có văn bản đồng ý bằng ngôn ngữ \(language.prefix(20)).")
            ]
        }
        return []
    }
}
