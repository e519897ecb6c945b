/// What is missing, in words for the officer.
enum SessionTexts {
    static let cardMissing = [
        "vi": "Chưa đọc và xác thực thẻ của người này.", "en": "The card of this person is not read and verified yet.",
    ]
    static let papersNotChecked = [
        "vi": "Chưa xác nhận đã kiểm tra giấy tờ.", "en": "It is not confirmed that the documents were checked.",
    ]
    static let portraitMissing = [
        "vi": "Chưa có ảnh chân dung được chấp nhận.", "en": "No portrait is accepted yet.",
    ]
    static let fingerMissing = [
        "vi": "Ngón tay này chưa được lấy hoặc chưa đủ chất lượng.",
        "en": "This finger is not captured yet, or not well enough.",
    ]
    static let consentMissing = [
        "vi": "Công dân chưa đồng ý.", "en": "The citizen has not agreed yet.",
    ]

    static func documentMissing(_ title: [String: String]) -> [String: String] {
        [
            "vi": "Thiếu số hoặc số không đúng: \(title["vi"] ?? "")",
            "en": "The number is missing or not right: \(title["en"] ?? "")",
        ]
    }
}
