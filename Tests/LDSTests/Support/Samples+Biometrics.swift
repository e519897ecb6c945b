import LDS
import SmartCard

extension Samples {
    /// The head of a WSQ image of 620 × 500 pixels: start, a comment, the frame header.
    static let wsq: [UInt8] =
        [0xFF, 0xA0, 0xFF, 0xA8, 0x00, 0x04, 0x41, 0x42]
        + [0xFF, 0xA2, 0x00, 0x11, 0x00, 0xFF, 0x01, 0xF4, 0x02, 0x6C, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]

    static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0x0D, 0x49, 0x48, 0x44, 0x52]
        + [0, 0, 0, 0x18, 0, 0, 0, 0x20, 8, 0, 0, 0, 0]

    /// A face with a feature point and a value in every field.
    private static var face: FaceRecord.Face {
        var face = FaceRecord.Face(image: jpeg, dataType: 0, size: PixelSize(width: 300, height: 400))
        face.gender = 1
        face.eyeColour = 2
        face.hairColour = 3
        face.properties = [4, 5, 6]
        face.expression = 0x0708
        face.pose = [9, 10, 11, 12, 13, 14]
        face.featurePoints = [[1, 0xC1, 0, 100, 0, 120, 0, 0], [1, 0xC2, 0, 200, 0, 120, 0, 0]]
        face.deviceType = 0x1516
        face.quality = 0x1718
        return face
    }

    /// Two templates, two faces in the second, an object that no table names.
    static let faces = BiometricGroup(
        .face,
        [
            BiometricTemplate(BiometricHeader(.face), .face(FaceRecord([face]))),
            BiometricTemplate(
                BiometricHeader(objects: [
                    BERTLV(0x80, [1, 1]), BERTLV(0x81, [2]), BERTLV(0x82, [0]),
                    BERTLV(0x83, [0x20, 0x02, 0x03, 0x15, 0x13, 0x30, 0x00]),
                    BERTLV(0x85, [0x20, 0x02, 0x04, 0x01, 0x20, 0x07, 0x03, 0x31]), BERTLV(0x86, [0, 1, 0, 1]),
                    BERTLV(0x87, [1, 1]), BERTLV(0x88, [0, 8]), BERTLV(0x89, [7]),
                ]), .face(FaceRecord([face, face]))),
        ], issuerContent: [1, 2, 3])

    static let fingers: BiometricGroup = {
        let wsqView = FingerRecord.View(position: 7, image: wsq, size: PixelSize(width: 620, height: 500))
        let raw = FingerRecord.View(position: 2, image: [1, 2, 3, 4], size: PixelSize(width: 2, height: 2))
        return BiometricGroup(
            .finger,
            [
                BiometricTemplate(
                    BiometricHeader(.finger, subtype: .leftPointer), .finger(FingerRecord(wsqView, compression: .wsq))),
                BiometricTemplate(
                    BiometricHeader(.finger, subtype: .rightPointer), .finger(FingerRecord(raw, compression: .none))),
            ])
    }()

    static let irises = BiometricGroup(
        .iris,
        [
            BiometricTemplate(
                BiometricHeader(.iris, subtype: .right),
                .iris(
                    IrisRecord(
                        [
                            .init(feature: 1, images: [.init(number: 1, image: jpeg), .init(number: 2, image: png)]),
                            .init(feature: 2, images: []),
                        ], imageFormat: .greyJPEG, size: PixelSize(width: 300, height: 400))))
        ])

    /// The kind in a block of ISO/IEC 39794.
    static func standard39794(_ kind: BiometricKind) -> BiometricGroup {
        let one = ISO39794Block.Representation(
            image: jpeg, format: 2, position: kind == .face ? nil : 2,
            size: kind == .face ? PixelSize(width: 300, height: 400) : nil, captured: CalendarDate(2026, 2, 28))
        let two = ISO39794Block.Representation(image: png, format: 4, position: kind == .face ? nil : 1)
        let block = ISO39794Block(kind, [one, two])
        return BiometricGroup(
            kind,
            [
                BiometricTemplate(
                    BiometricHeader(kind, isStandard39794: true), .standard39794(block, inTemplate: kind != .iris))
            ])
    }
}
