extension Check {
    /// What was looked at, in a few words.
    package func title(_ language: ReportLanguage) -> String {
        switch language {
        case .english: Self.english[self] ?? rawValue
        case .vietnamese: Self.vietnamese[self] ?? rawValue
        }
    }

    static let english: [Check: String] = [
        .securityObject: "EF.SOD", .signature: "Signature of EF.SOD", .conformity: "Form of EF.SOD",
        .algorithms: "Algorithms", .chain: "Signer", .validity: "Validity of the certificates",
        .revocation: "Revocation", .country: "Country of the signer", .dataGroupHash: "Data group",
        .unsignedDataGroup: "Unsigned data groups", .hiddenDataGroup: "Hidden data groups",
        .com: "EF.COM and EF.SOD", .cardSecurity: "EF.CardSecurity", .cardAccess: "EF.CardAccess and its signed copy",
        .holder: "Holder", .content: "Content", .access: "Access", .chipAuthentication: "Chip Authentication",
        .activeAuthentication: "Active Authentication", .chip: "Original chip",
        .nationalData: "EF.DG13 and the machine readable zone", .scannedZone: "Printed zone and chip",
        .expiry: "Expiry",
    ]

    static let vietnamese: [Check: String] = [
        .securityObject: "EF.SOD", .signature: "Chữ ký của EF.SOD", .conformity: "Cấu trúc của EF.SOD",
        .algorithms: "Thuật toán", .chain: "Bên ký", .validity: "Hiệu lực của chứng thư",
        .revocation: "Thu hồi", .country: "Quốc gia của bên ký", .dataGroupHash: "Nhóm dữ liệu",
        .unsignedDataGroup: "Nhóm dữ liệu không được ký", .hiddenDataGroup: "Nhóm dữ liệu bị giấu",
        .com: "EF.COM và EF.SOD", .cardSecurity: "EF.CardSecurity", .cardAccess: "EF.CardAccess và bản đã ký",
        .holder: "Chủ thẻ", .content: "Nội dung", .access: "Truy cập", .chipAuthentication: "Xác thực chip",
        .activeAuthentication: "Xác thực chủ động", .chip: "Chip gốc",
        .nationalData: "EF.DG13 và vùng đọc máy", .scannedZone: "Vùng in trên thẻ và chip",
        .expiry: "Thời hạn",
    ]
}
