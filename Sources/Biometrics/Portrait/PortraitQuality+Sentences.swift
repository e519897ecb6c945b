extension PortraitQuality.Check {
    /// What a person reads, by language.
    package func sentence(_ passed: Bool?) -> [String: String] {
        guard let passed else {
            return ["vi": "Chưa kiểm tra được: \(name.vi).", "en": "Not checked: \(name.en)."]
        }
        return passed ? ["vi": "Đạt: \(name.vi).", "en": "In order: \(name.en)."] : advice
    }

    private var name: (vi: String, en: String) {
        switch self {
        case .size: ("kích thước ảnh", "the picture's size")
        case .sharpness: ("độ nét", "sharpness")
        case .exposure: ("ánh sáng", "light")
        case .face: ("khuôn mặt", "the face")
        case .oneFace: ("chỉ một người", "one person only")
        case .centred: ("mặt ở giữa ảnh", "the face in the middle")
        }
    }

    private var advice: [String: String] {
        switch self {
        case .size:
            [
                "vi": "Ảnh quá nhỏ: dùng máy ảnh có độ phân giải cao hơn.",
                "en": "The picture is too small: use a better camera.",
            ]
        case .sharpness:
            [
                "vi": "Ảnh bị mờ: lau ống kính, giữ yên và chụp lại.",
                "en": "The picture is blurred: clean the lens, hold still, and take it again.",
            ]
        case .exposure:
            [
                "vi": "Ảnh quá tối hoặc quá sáng: chỉnh đèn và chụp lại.",
                "en": "The picture is too dark or too bright: change the light and take it again.",
            ]
        case .face:
            [
                "vi": "Không thấy khuôn mặt có kích thước phù hợp: nhìn thẳng, đứng gần hoặc xa hơn.",
                "en": "No face of the right size: look straight into the camera, come nearer or step back.",
            ]
        case .oneFace:
            ["vi": "Phải có đúng một người trong ảnh.", "en": "Exactly one person must be in the picture."]
        case .centred:
            ["vi": "Đưa khuôn mặt vào giữa ảnh.", "en": "Bring the face into the middle of the picture."]
        }
    }
}
