/// Words that stand in the view itself, for they belong to data and not to the page.
enum CounterTexts {
    /// The label of a person's field, by its stable name.
    static func field(_ id: String) -> [String: String] { fields[id] ?? ["vi": id, "en": id] }

    private static let fields: [String: [String: String]] = [
        "name": ["vi": "Họ và tên", "en": "Name"],
        "personal-number": ["vi": "Số định danh cá nhân", "en": "Personal number"],
        "document-number": ["vi": "Số thẻ", "en": "Document number"],
        "old-identity-number": ["vi": "Số CMND cũ", "en": "Old identity number"],
        "date-of-birth": ["vi": "Ngày sinh", "en": "Date of birth"],
        "sex": ["vi": "Giới tính", "en": "Sex"],
        "nationality": ["vi": "Quốc tịch", "en": "Nationality"],
        "place-of-origin": ["vi": "Quê quán", "en": "Place of origin"],
        "place-of-residence": ["vi": "Nơi thường trú", "en": "Place of residence"],
        "date-of-issue": ["vi": "Ngày cấp", "en": "Date of issue"],
        "date-of-expiry": ["vi": "Có giá trị đến", "en": "Date of expiry"],
        "can": ["vi": "Sáu số cuối", "en": "Last six digits"],
    ]

    static let alreadyWaiting = [
        "vi": "Công dân này đã có một hồ sơ cùng thủ tục đang chờ gửi ở máy này.",
        "en": "A record of this citizen for the same procedure already waits here to be sent.",
    ]
    static let accountExists = [
        "vi": "Cơ quan quản lý đã có tài khoản của công dân này.", "en": "The registry has an account of this citizen.",
    ]
    static let phoneInUse = [
        "vi": "Số điện thoại này đang được một tài khoản khác sử dụng.",
        "en": "This phone number is used by another account.",
    ]
    static let collectedChip = [
        "vi": "Dữ liệu trong chip và ảnh chân dung của chip", "en": "The chip's data and portrait",
    ]
    static let collectedPortrait = ["vi": "Ảnh chân dung chụp tại quầy", "en": "A portrait taken at the counter"]

    static func collectedFingers(_ count: Int) -> [String: String] {
        ["vi": "Vân tay của \(count) ngón", "en": "Fingerprints of \(count) fingers"]
    }

    static func consent(_ id: String, _ version: Int) -> [String: String] {
        ["vi": "Đã đồng ý với văn bản \(id), phiên bản \(version)", "en": "Agreed to text \(id), version \(version)"]
    }
}
