/// How people of a group are called: Viet Nam writes the family's name first, and not every people has one.
struct PersonName {
    let ethnicity: String
    let families: [String]
    let middle: (male: [String], female: [String])
    let given: (male: [String], female: [String])

    /// A name; nil for the family's: one of the group's.
    func name(_ family: String? = nil, isMale: Bool, _ random: inout SplitMix64) -> String {
        let parts = [
            family ?? random.pick(families), random.pick(isMale ? middle.male : middle.female),
            random.pick(isMale ? given.male : given.female),
        ]
        return parts.filter { !$0.isEmpty }.joined(separator: " ")
    }

    /// The group of a citizen: five in six are Kinh, as in the census.
    static func group(_ random: inout SplitMix64) -> PersonName {
        random.next() % 6 < 5 ? kinh : random.pick(minorities)
    }

    static let kinh = PersonName(
        ethnicity: "Kinh",
        families: [
            "Nguyễn", "Nguyễn", "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi",
            "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Lương", "Trịnh", "Ưng", "Ông", "Quách", "Âu", "Từ",
        ],
        middle: (
            ["Văn", "Đức", "Minh", "Quang", "Hữu", "Thành", "Ngọc", "Việt", "Quốc", "Đình", "Xuân", ""],
            ["Thị", "Thị Ánh", "Ngọc", "Thu", "Bích", "Thị Mỹ", "Kim", "Thùy", "Phương", "Diệu", "Quỳnh", ""]
        ),
        given: (
            ["Hùng", "Anh", "Tuấn", "Huy", "Phước", "Đạt", "Sơn", "Dũng", "Ty", "Khuê", "Nghĩa", "Trường", "Lộc", "Ý"],
            [
                "Hương", "Nguyệt", "Lan", "Thủy", "Phượng", "Hạnh", "Oanh", "Dương", "Ngân", "Tuyết", "Uyên", "Yến",
                "Thơ",
            ]
        ))

    static let minorities = [
        PersonName(
            ethnicity: "Tày", families: ["Nông", "Hoàng", "Bế", "Ma", "Lục"],
            middle: (["Văn", "Đình", "Quốc"], ["Thị", "Thúy"]),
            given: (["Tú", "Cường", "Thắng"], ["Niềm", "Bích", "Huệ"])),
        PersonName(
            ethnicity: "Thái", families: ["Lò", "Quàng", "Cà", "Tòng", "Lường", "Điêu"],
            middle: (["Văn", "Minh"], ["Thị", "Thị Hồng"]), given: (["Pản", "Ún", "Sương"], ["Ín", "Ọt", "Phương"])),
        PersonName(
            ethnicity: "Mường", families: ["Quách", "Đinh", "Bùi", "Xa", "Phùng"],
            middle: (["Công", "Thế"], ["Thị", "Thanh"]), given: (["Ển", "Nhếu", "Lực"], ["Ểnh", "Nhị", "Thoa"])),
        PersonName(
            ethnicity: "Mông", families: ["Giàng", "Vàng", "Sùng", "Thào", "Lầu", "Cứ"],
            middle: (["A", "Seo", "Mí"], ["Thị", "Y", "Mai"]),
            given: (["Páo", "Chứ", "Dơ", "Lử"], ["Mỷ", "Dợ", "Súa", "Chá"])),
        PersonName(
            ethnicity: "Khmer", families: ["Thạch", "Sơn", "Danh", "Lâm", "Kim", "Châu"],
            middle: (["Sa", "Chanh", "So"], ["Thị", "Sà", "Sô"]),
            given: (["Rây", "Phia", "Rinh"], ["Phal", "Kha Ly", "Rotha"])),
        PersonName(
            ethnicity: "Gia Rai", families: ["Rơ Châm", "Ksor", "Siu", "Kpă", "Rah Lan", "Nay"],
            middle: (["", "Y"], ["H'", ""]), given: (["Hyan", "Blŭ", "Phương"], ["Bia", "Nhiên", "Brơi"])),
        PersonName(
            ethnicity: "Ê Đê", families: ["Y", "H'"],
            middle: (["Wer", "Moan", "Thịnh"], ["Hen", "Linh", "Mơr"]),
            given: (["Niê", "Êban", "Byă", "Ayŭn"], ["Niê", "Mlô", "Kbuôr"])),
        PersonName(
            ethnicity: "Chăm", families: ["Đàng", "Chế", "Thiên", "Quảng", "Báo"],
            middle: (["Năng", "Văn"], ["Thị", "Nữ"]), given: (["Thọ", "Quế", "Linh"], ["Lệ", "Xuân", "Mỹ Hoa"])),
        PersonName(
            ethnicity: "Hoa", families: ["Trương", "Lý", "Vương", "Âu", "Thái", "Mạch"],
            middle: (["Chấn", "Gia", "Vĩ"], ["Mỹ", "Tuệ", "Bội"]),
            given: (["Hùng", "Huy", "Cơ"], ["Linh", "Nghi", "Phụng"])),
    ]

    /// Names that a zone's thirty characters do not hold, as families of the former court have them.
    static let long = (
        male: ["Nguyễn Phúc Bửu Khánh Trường Thiên Ân", "Tôn Thất Nguyên Hoàng Trường Sơn Vĩnh"],
        female: ["Công Huyền Tôn Nữ Thị Phương Nghi Dung", "Công Tằng Tôn Nữ Hoàng Thụy Khánh Huyền"]
    )
    /// A name without a family's.
    static let single = ["Thơm", "Brôl", "Điểu", "Nhớt", "Pơloong"]
}
