/// The page's words in each language.
enum Messages {
    enum Language: String, CaseIterable, Sendable { case vi, en }

    static func table(_ language: Language) -> [String: String] {
        switch language {
        case .en: english
        case .vi: vietnamese
        }
    }

    private static let english = [
        "title": "Card check",
        "lead": "Lay the card on the reader and enter the last six digits of the personal number.",
        "can": "Last six digits",
        "read": "Read the card",
        "reading": "Reading – leave the card where it is",
        "no-reader": "No reader is connected. Plug one in.",
        "no-card": "Lay the card on the reader.",
        "card": "A card is on the reader.",
        "service-down": "The smart card service is not running.",
        "name": "Name", "number": "Personal number", "document": "Document number", "birth": "Date of birth",
        "checks": "What was checked", "other": "Tiếng Việt", "lost": "The station does not answer. Reload the page.",
    ]

    private static let vietnamese = [
        "title": "Kiểm tra thẻ",
        "lead": "Đặt thẻ lên đầu đọc và nhập sáu số cuối của số định danh cá nhân.",
        "can": "Sáu số cuối",
        "read": "Đọc thẻ",
        "reading": "Đang đọc – giữ nguyên thẻ trên đầu đọc",
        "no-reader": "Chưa có đầu đọc nào. Hãy cắm đầu đọc.",
        "no-card": "Hãy đặt thẻ lên đầu đọc.",
        "card": "Đã có thẻ trên đầu đọc.",
        "service-down": "Dịch vụ thẻ thông minh không chạy.",
        "name": "Họ và tên", "number": "Số định danh cá nhân", "document": "Số thẻ", "birth": "Ngày sinh",
        "checks": "Các bước đã kiểm tra", "other": "English", "lost": "Máy trạm không trả lời. Hãy tải lại trang.",
    ]
}
