/// The JSON of SBI 1.0, as much of it as is used. Devices write numbers as texts and lists as single values: both are read.
enum SBIMessages {
    struct Problem: Decodable {
        let code: String

        private enum Key: String, CodingKey { case errorCode, errorcode }

        init(from decoder: any Decoder) throws {
            let values = try decoder.container(keyedBy: Key.self)
            let code = try values.decodeIfPresent(LenientText.self, forKey: .errorCode)
            self.code = try (code ?? values.decodeIfPresent(LenientText.self, forKey: .errorcode))?.text ?? "0"
        }

        var isSuccess: Bool { code == "0" || code.isEmpty }
    }

    /// An element of MOSIPDISC's answer, and the signed part of MOSIPDINFO's.
    struct Device: Decodable {
        let deviceId: LenientText?
        let deviceStatus: String?
        let certification: String?
        let digitalId: String?
        let purpose: String?
        let specVersion: StringList?
        let error: Problem?
    }

    /// An element of MOSIPDINFO's answer.
    struct Info: Decodable {
        let deviceInfo: String?
        let error: Problem?
    }

    struct DigitalID: Decodable {
        let serialNo: LenientText?
        let make: String?
        let model: String?
        let type: String?
        let deviceSubType: String?
    }

    struct CaptureAnswer: Decodable {
        let biometrics: [Block]?
        let error: Problem?
    }

    struct Block: Decodable {
        let data: String?
        let hash: String?
        let error: Problem?
    }

    /// The signed part of a block.
    struct Capture: Decodable {
        let digitalId: String?
        let bioType: String?
        let bioSubType: String?
        let purpose: String?
        let env: String?
        let bioValue: String?
        let transactionId: String?
        let qualityScore: LenientText?
    }

    struct CaptureRequest: Encodable {
        let env: String
        let purpose = "Registration"
        let specVersion = "1.0"
        let timeout: String
        let captureTime: String
        let transactionId: String
        let bio: [Bio]

        struct Bio: Encodable {
            let type = "Finger"
            let count: String
            let bioSubType: [String]
            let exception: [String]
            let requestedScore: String
            let deviceId: String
            let deviceSubId: String
            let previousHash: String
        }
    }
}
