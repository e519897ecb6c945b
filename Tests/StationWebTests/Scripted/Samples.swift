import StationWeb

/// What the scripted counter shows: of people who do not exist.
enum Samples {
    static let procedures = [
        procedure("level-2-account", "TK01", "Tài khoản định danh mức độ 2", "Level-2 account"),
        procedure(
            "level-2-account-child", "TK01", "Tài khoản mức độ 2 cho trẻ từ 6 đến 13 tuổi",
            "Level-2 account of a child of 6 to 13"),
        procedure(
            "level-2-account-by-hand", "TK01", "Tài khoản mức độ 2, chip không đọc được hoặc thẻ hết hạn",
            "Level-2 account, silent chip or expired card"),
        procedure("change-contact", "TK02", "Đổi số điện thoại hoặc thư điện tử", "Change of phone or e-mail"),
        procedure("lock-account", "TK03", "Khóa hoặc mở khóa tài khoản", "Lock or unlock an account"),
        procedure("reissue-activation", "TK01", "Cấp lại mã kích hoạt", "New activation"),
        procedure("renew-document", "TK01", "Cập nhật sau khi đổi thẻ", "Update after a new card"),
    ]

    static func procedure(_ id: String, _ form: String, _ vi: String, _ en: String) -> CounterView.Procedure {
        CounterView.Procedure(id: id, version: 2, form: form, title: ["vi": vi, "en": en])
    }

    /// The procedure with every kind of step; the ordinary one has no papers and no second officer.
    static func session(procedure id: String) -> CounterView.Session {
        let isByHand = id == "level-2-account-by-hand"
        let kinds = [
            ("card", "Đọc thẻ căn cước", "Read the card"), ("papers", "Kiểm tra giấy tờ", "Check the papers"),
            ("fields", "Thông tin liên hệ", "Contact"), ("portrait", "Ảnh khuôn mặt", "Portrait"),
            ("fingerprints", "Vân tay", "Fingerprints"),
            ("consent", "Sự đồng ý của công dân", "The citizen's consent"),
            ("approval", "Phê duyệt của chỉ huy", "The supervisor's approval"),
            ("signature", "Cán bộ ký hồ sơ", "The officer signs"),
        ]
        let steps = kinds.filter { isByHand || !["papers", "approval"].contains($0.0) }.map { kind, vi, en in
            CounterView.Step(
                id: kind, kind: kind, title: ["vi": vi, "en": en], state: kind == "card" ? "current" : "open")
        }
        var session = CounterView.Session(
            id: "draft-7", procedure: procedures.first { $0.id == id } ?? procedures[0], step: "card", steps: steps)
        session.maySkipChip = isByHand
        session.fields = fields
        session.consent = consent
        session.fingers = fingers
        session.fingersDevice = CounterView.FingersDevice(name: "Mock 4-4-2", ready: true)
        if isByHand {
            session.documents = documents
            session.approval = CounterView.ApprovalNeed(by: "supervisor", atOnce: true)
        }
        return session
    }

    static let rows = [
        row("name", "Họ và tên", "Name", "Nguyễn Văn <b>Tý</b>"),
        row("number", "Số định danh", "Personal number", "058000000042"),
        row("birth", "Ngày sinh", "Date of birth", "26/10/1958"), row("sex", "Giới tính", "Sex", "Nam"),
        row("expiry", "Có giá trị đến", "Valid until", "Không thời hạn"),
        row("residence", "Nơi cư trú", "Residence", "Thôn Thử Nghiệm, Xã Không Có, Tỉnh Ví Dụ"),
    ]

    private static func row(_ id: String, _ vi: String, _ en: String, _ value: String) -> CounterView.Row {
        CounterView.Row(id: id, label: ["vi": vi, "en": en], value: value, source: "chip")
    }

    static let difference = CounterView.Difference(
        field: "name", label: ["vi": "Họ và tên", "en": "Name"], scanned: "Nguyễn Văn Tỷ", chip: "Nguyễn Văn Tý")

    static let report = DeskReport(
        verdict: "valid", isChipProven: true,
        sentences: ["vi": "Thẻ thật, chip là chip gốc.", "en": "The card is genuine and its chip is the original."],
        checks: [
            check("passed", "Chữ ký của nơi cấp đúng.", "The issuer's signature is right."),
            check("passed", "Mọi dữ liệu trùng với dữ liệu đã ký.", "Every data group is what was signed."),
            check("passed", "Chip chứng minh được khóa của mình.", "The chip proved its key."),
            check("not-done", "Chưa có danh sách thu hồi.", "There is no revocation list."),
            check("failed", "Tên trong MRZ khác tên trong DG13.", "The name of the MRZ differs from that of EF.DG13."),
        ], fullName: "Nguyễn Văn Tý", personalNumber: "058000000042", documentNumber: "000000042",
        dateOfBirth: "26/10/1958", portrait: nil, milliseconds: 1840)

    private static func check(_ result: String, _ vi: String, _ en: String) -> DeskReport.Check {
        DeskReport.Check(result: result, sentences: ["vi": vi, "en": en])
    }

    static let fields = [
        CounterView.Field(
            name: "phone", type: "phone", label: ["vi": "Số điện thoại chính chủ", "en": "Phone number of the holder"],
            hint: ["vi": "Mã kích hoạt được gửi đến số này.", "en": "The activation code goes to this number."],
            required: true),
        CounterView.Field(
            name: "email", type: "email", label: ["vi": "Thư điện tử", "en": "E-mail"], required: false),
        CounterView.Field(
            name: "delivery", type: "choice", label: ["vi": "Nhận kết quả qua", "en": "Result by"], required: false,
            choices: [
                CounterView.Choice(value: "app", label: ["vi": "Ứng dụng", "en": "App"]),
                CounterView.Choice(value: "phone", label: ["vi": "Điện thoại", "en": "Phone"]),
            ]),
    ]

    static let documents = [
        CounterView.Document(
            id: "birth-certificate", title: ["vi": "Giấy khai sinh", "en": "Birth certificate"], required: true),
        CounterView.Document(
            id: "residence", title: ["vi": "Xác nhận cư trú", "en": "Confirmation of residence"], required: false),
    ]

    static let consent = CounterView.Consent(
        id: "level-2-account", version: 1, language: "vi",
        texts: [
            "vi": """
            Tôi đồng ý để cơ quan Công an thu thập dữ liệu trong chip của thẻ căn cước, ảnh chân dung và vân tay của tôi \
            để cấp tài khoản định danh điện tử mức độ 2.

            Dữ liệu được niêm phong tại quầy và chỉ hệ thống trung tâm mở được. Tôi có thể rút lại sự đồng ý tại bất kỳ \
            quầy nào; việc đó không ảnh hưởng đến thẻ của tôi.
            """,
            "en": """
            I agree that the police collect the data of my ID card's chip, my portrait and my fingerprints in order to \
            open a level-2 electronic-identity account for me.

            The data is sealed at the counter, and only the registry can open it. I may withdraw my consent at any \
            counter; my card is not affected.
            """,
        ], agreed: false)

    static let portraitQuality = [
        finding("size", true, "Kích thước đủ.", "The picture is large enough."),
        finding("sharpness", true, "Ảnh nét.", "The picture is sharp."),
        finding("exposure", false, "Ảnh quá tối.", "The picture is too dark."),
        finding("face", nil, "Chưa tìm khuôn mặt được ở đây.", "No face could be looked for here."),
    ]

    private static func finding(_ check: String, _ passed: Bool?, _ vi: String, _ en: String)
        -> CounterView.PortraitFinding
    {
        CounterView.PortraitFinding(check: check, passed: passed, sentence: ["vi": vi, "en": en])
    }

    static let notCompared = [
        "vi": "Máy chưa so khuôn mặt: trạm này không có bộ so khuôn mặt.",
        "en": "Not compared by the machine: this station has no face matcher.",
    ]

    static let fingers = ["Right", "Left"].flatMap { side in
        ["Thumb", "IndexFinger", "MiddleFinger", "RingFinger", "LittleFinger"].map {
            CounterView.Finger(finger: "\(side) \($0)", state: "open")
        }
    }
}
