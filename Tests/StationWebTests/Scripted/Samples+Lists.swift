import StationWeb

/// The pages beside the enrollment.
extension Samples {
    static let queue = [
        row(42, "waiting-approval", nil, []),
        row(
            41, "pending", ["vi": "Chưa kết nối được hệ thống trung tâm.", "en": "The registry cannot be reached."], [],
            percent: 62),
        row(40, "delivered", nil, [], outcome: "correction-wanted", remark: "Ảnh chân dung quá tối."),
        row(39, "refused", ["vi": "Thẻ đã bị thu hồi.", "en": "The card was revoked."], []),
        row(38, "rejected", nil, ["portrait-poor", "documents-missing"]),
        row(37, "delivered", nil, [], outcome: "approved"),
    ]

    private static func row(
        _ number: Int, _ state: String, _ problem: Texts?, _ reasons: [String], outcome: String? = nil,
        remark: String? = nil, percent: Int? = nil
    ) -> CounterView.QueueRow {
        CounterView.QueueRow(
            sequence: number, record: "record-\(number)", procedure: procedures[number % 3].title,
            time: "2026-11-26T0\(number % 10):15:00Z", state: state, problem: problem, reasons: reasons,
            outcome: outcome, remark: remark, percent: percent)
    }

    static let approvals = [
        approval("record-42", "o-17", "Lê Thị Thử Nghiệm"), approval("record-43", "o-21", "Phạm Văn Ví Dụ"),
    ]

    private static func approval(_ record: String, _ officer: String, _ name: String) -> CounterView.Approval {
        CounterView.Approval(
            record: record, procedure: procedures[2].title, time: "2026-11-26T08:40:00Z", officer: officer,
            rows: [CounterView.Row(id: "name", label: ["vi": "Họ và tên", "en": "Name"], value: name, source: "chip")]
                + rows.dropFirst().prefix(3),
            portrait: Pictures.face("#37506b"), livePortrait: Pictures.face("#6b3750"), needs: "supervisor")
    }

    static let day = CounterView.Day(
        date: "2026-11-26T16:30:00Z", enrolled: 38, approved: 36, sent: 34, waiting: 3, rejected: 1, refused: 1,
        problems: [
            ["vi": "Hồ sơ số 39 bị hệ thống trung tâm từ chối.", "en": "Record 39 was refused by the registry."],
            ["vi": "Hai hồ sơ chờ phê duyệt.", "en": "Two records wait for approval."],
        ])

    static let health = [
        row("reader", "ok", "Đầu đọc", "Reader", "Sẵn sàng.", "Ready.", nil),
        row(
            "registry", "warning", "Hệ thống trung tâm", "Registry", "Không kết nối được từ 10:42.",
            "Not reached since 10:42.",
            ["vi": "Kiểm tra dây mạng. Hồ sơ được gửi sau.", "en": "Look at the network cable. The records go later."]),
        row("trust", "ok", "Dữ liệu tin cậy", "Trust data", "Cập nhật 3 ngày trước.", "3 days old.", nil),
        row("clock", "ok", "Đồng hồ", "Clock", "Đúng giờ.", "Right.", nil),
        row(
            "disk", "failed", "Ổ đĩa", "Disk", "Còn 120 MB.", "120 MB are left.",
            ["vi": "Báo quản trị viên giải phóng ổ đĩa.", "en": "Ask the administrator to free some space."]),
        row("fingers", "ok", "Máy lấy vân tay", "Fingerprint scanner", "Mock 4-4-2.", "Mock 4-4-2.", nil),
    ]

    private static func row(
        _ id: String, _ state: String, _ vi: String, _ en: String, _ textVi: String, _ textEn: String, _ remedy: Texts?
    ) -> CounterView.HealthRow {
        CounterView.HealthRow(
            id: id, state: state, title: ["vi": vi, "en": en], text: ["vi": textVi, "en": textEn], remedy: remedy)
    }

    static func slip(number: Int) -> CounterView.Slip {
        CounterView.Slip(
            record: "0b7e4c1a-6f0d-4f7e-9d57-3b1d2a7c9e10", sequence: number, time: "2026-11-26T09:24:00Z",
            station: "phuong-ben-thanh-1",
            title: ["vi": "Phiếu tiếp nhận tài khoản định danh điện tử", "en": "Slip: electronic-identity account"],
            holder: "Nguyễn Văn Tý",
            lines: [
                [
                    "vi": "Kết quả có trong 3 ngày làm việc, qua ứng dụng, điện thoại hoặc thư điện tử.",
                    "en": "The result comes within 3 working days, by app, phone or e-mail.",
                ]
            ], qr: Pictures.code,
            collected: [
                ["vi": "Dữ liệu trong chip và ảnh trong chip", "en": "The chip's data and portrait"],
                ["vi": "Số điện thoại", "en": "Phone number"], ["vi": "Ảnh chân dung", "en": "Portrait"],
                ["vi": "Mười vân tay", "en": "Ten fingerprints"],
            ],
            consent: [
                "vi": "Văn bản level-2-account, phiên bản 1, tiếng Việt: đã đồng ý.",
                "en": "Text level-2-account, version 1, Vietnamese: agreed.",
            ],
            contact: ["vi": "Công an phường, điện thoại 1900 0368.", "en": "The commune's police, phone 1900 0368."])
    }
}
