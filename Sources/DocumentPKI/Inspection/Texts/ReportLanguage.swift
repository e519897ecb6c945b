/// The languages of a report.
package enum ReportLanguage: String, Sendable, Hashable, CaseIterable, Codable {
    case english = "en"
    case vietnamese = "vi"

    /// A text in every language, by the language's letters.
    package static func texts(_ text: (ReportLanguage) -> String) -> [String: String] {
        Dictionary(uniqueKeysWithValues: allCases.map { ($0.rawValue, text($0)) })
    }
}

extension Reason {
    /// The sentence, with places like `{signer}`. A test holds the tables against all reasons.
    func sentence(_ language: ReportLanguage) -> String {
        switch language {
        case .english: Self.english[self] ?? rawValue
        case .vietnamese: Self.vietnamese[self] ?? rawValue
        }
    }
}

extension Verdict {
    /// The sentence for the officer at the counter.
    package func sentence(_ language: ReportLanguage, isChipProven: Bool) -> String {
        switch (language, self) {
        case (.english, .valid) where isChipProven:
            "The card is genuine: signed by a trusted state, unchanged, and the chip is the original."
        case (.english, .valid):
            "The data are genuine: signed by a trusted state and unchanged. Whether the chip is the original is not proven."
        case (.english, .invalid): "The card is NOT genuine. Keep it and call your supervisor."
        case (.english, .noTrustAnchor):
            "The card could not be checked: no trusted certificate of its issuer is on this station. Ask the administrator for the trust bundle."
        case (.english, .notAccepted):
            "The card shows no sign of forgery, but it is not accepted here; see the reasons."
        case (.english, .incomplete):
            "The card shows no sign of forgery, but not everything could be checked that is asked for here; see the reasons."
        case (.vietnamese, .valid) where isChipProven:
            "Thẻ thật: do cơ quan tin cậy ký, dữ liệu không bị sửa đổi và chip là bản gốc."
        case (.vietnamese, .valid):
            "Dữ liệu thật: do cơ quan tin cậy ký và không bị sửa đổi. Chưa chứng minh được chip là bản gốc."
        case (.vietnamese, .invalid): "Thẻ KHÔNG thật. Giữ thẻ và báo người phụ trách."
        case (.vietnamese, .noTrustAnchor):
            "Chưa kiểm tra được thẻ: máy này không có chứng thư tin cậy của cơ quan cấp thẻ. Hãy yêu cầu quản trị viên cung cấp gói chứng thư tin cậy."
        case (.vietnamese, .notAccepted):
            "Không thấy dấu hiệu giả mạo, nhưng thẻ không được chấp nhận tại đây; xem lý do."
        case (.vietnamese, .incomplete):
            "Không thấy dấu hiệu giả mạo, nhưng chưa kiểm tra được hết những gì yêu cầu tại đây; xem lý do."
        }
    }

    /// The sentence for a citizen alone at a kiosk, who must neither be accused nor left without a next step.
    package func kioskSentence(_ language: ReportLanguage) -> String {
        switch (language, self) {
        case (.english, .valid): "Your card was checked. Please go on."
        case (.english, .invalid): "This card cannot be accepted. Please take it to a member of staff."
        case (.english, .noTrustAnchor):
            "This machine cannot check your card yet. Your card may well be fine: please go to the counter."
        case (.english, .notAccepted): "This card can no longer be used here. Please go to the counter."
        case (.english, .incomplete):
            "Your card could not be checked completely. Please try once more, or go to the counter."
        case (.vietnamese, .valid): "Thẻ của bạn đã được kiểm tra. Mời bạn tiếp tục."
        case (.vietnamese, .invalid): "Thẻ này không được chấp nhận. Vui lòng mang thẻ đến nhân viên."
        case (.vietnamese, .noTrustAnchor):
            "Máy này chưa kiểm tra được thẻ của bạn. Thẻ có thể vẫn bình thường: vui lòng đến quầy."
        case (.vietnamese, .notAccepted): "Thẻ này không còn dùng được tại đây. Vui lòng đến quầy."
        case (.vietnamese, .incomplete):
            "Chưa kiểm tra được đầy đủ thẻ của bạn. Vui lòng thử lại một lần nữa hoặc đến quầy."
        }
    }
}
