import Biometrics
import CardCrypto
import Enrollment
import Foundation
import Imaging
import LDS

/// What comes from scanners, cameras and fingerprint devices.
extension FuzzTarget {
    static let devices = [
        FuzzTarget("card-qr-code") { bytes in
            let code = try CardQRCode(parsing: bytes)
            guard try CardQRCode(parsing: code.text) == code else {
                throw Contradiction("the code is read in two ways")
            }
            guard code.can.utf8.count == 6, (1...16).contains(code.possibleAccessKeyInformation.count) else {
                throw Contradiction("passwords that no card has")
            }
        },
        FuzzTarget("scanned-text") { bytes in
            let scan = try ScannedText(parsing: bytes)
            guard (1...20).contains(scan.accessKeys.count) else { throw Contradiction("\(scan.accessKeys.count) keys") }
            let comparison = ScanComparison(scan, try MRZ(parsing: zone), nil)
            guard comparison.differences.count <= comparison.compared.count else {
                throw Contradiction("more differences than comparisons")
            }
        },
        FuzzTarget("json-web-signature") { bytes in
            let jws = try JSONWebSignature(parsing: bytes)
            guard try JSONWebSignature(parsing: bytes) == jws else { throw Contradiction("read in two ways") }
            _ = try DeviceTrust([]).verified(jws, at: DemoWorld.time)
            throw Contradiction("verified although nobody is trusted")
        },
        FuzzTarget("sbi-answer") { bytes in
            let answer = SBIAnswer(trust: DeviceTrust([]), at: DemoWorld.time)
            for device in (try? answer.devices(bytes, port: 4501)) ?? [] {
                guard device.name.utf8.count <= 129, !device.isVerified else { throw Contradiction("a device's label") }
                if (try? answer.information(bytes, of: device)) != nil {
                    throw Contradiction("verified although nobody is trusted")
                }
            }
            _ = try answer.fingers(bytes, for: try FingerCapture([.leftThumb], requestedScore: 1))
            throw Contradiction("fingers although nobody is trusted")
        },
        FuzzTarget("jpeg") { bytes in
            var limits = JPEGLimits()
            // Larger pictures only cost time.
            (limits.pixels, limits.scans) = (1 << 18, 16)
            let picture = try JPEGDecoder.decode(bytes, as: .grey, limits: limits)
            guard try JPEGDecoder.size(bytes, limits: limits) == (picture.width, picture.height) else {
                throw Contradiction("decoded to another size")
            }
        },
    ]

    /// A synthetic zone.
    private static let zone =
        "IDVNM0580000221034058000022<<45810262M9912315VNM<<<<<<<<<<<0NGUYEN<<VAN<TY<<<<<<<<<<<<<<<<"
}
