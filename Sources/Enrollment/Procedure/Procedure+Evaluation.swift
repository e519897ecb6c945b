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
