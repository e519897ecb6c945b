import Biometrics
import CardCrypto
import Foundation
import Testing

@Suite("JSON web signatures")
struct JSONWebSignatureTests {
    /// RFC 7515 appendix A.2.
    private static let published =
        "eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ."
        + "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t"
        + "1dnZcAcQjbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12j"
        + "zDwusC-eOkHWEsqtFZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQ"
        + "Ge77Rw"
    private static let modulus =
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pC"
        + "gNMsD1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg6"
        + "65xsmtdVMTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRW"
        + "yuXpoQ"

    @Test("the example of RFC 7515")
    func published() throws {
        let jws = try JSONWebSignature(parsing: Array(Self.published.utf8))
        #expect(jws.algorithm == "RS256" && jws.certificates == [])
        #expect(String(decoding: jws.payload, as: UTF8.self).hasPrefix("{\"iss\":\"joe\",\r\n"))
        let key = try PublicKey(modulus: #require(Base64URL.bytes(Self.modulus.utf8)), exponent: [1, 0, 1])
        #expect(try key.verifies(jws.signature, of: jws.signingInput, by: .rsaPKCS1(.sha256)))
        #expect(try !key.verifies(jws.signature, of: jws.signingInput + [0x41], by: .rsaPKCS1(.sha256)))
        // It names no certificate, so nobody is trusted for it.
        #expect { try DeviceTrust([]).verified(jws, at: Date()) } throws: {
            ($0 as? FingerprintFailure)?.code == .untrusted
        }
    }

    @Test(
        "what is no compact JWS",
        arguments: [
            "", ".", "..", "a.b", "a.b.c.d", "e30.e30.e30", "eyJhbGciOiJSUzI1NiJ9.e30", "eyJhbGciOiJSUzI1NiJ9.e+0.AA",
            "eyJhbGciOiJSUzI1NiJ9.e30.A", "eyJhbGciOjF9.e30.AA", "eyJhbGciOiJSUzI1NiIsImNyaXQiOlsieCJdfQ.e30.AA",
            "eyJhbGciOiJSUzI1NiIsIng1YyI6WyIqIl19.e30.AA", "eyJhbGciOiJSUzI1NiIsIng1YyI6WyIiLCIiLCIiLCIiLCIiXX0.e30.AA",
        ])
    func malformed(text: String) {
        #expect { try JSONWebSignature(parsing: Array(text.utf8)) } throws: {
            ($0 as? FingerprintFailure)?.code == .answerBroken
        }
    }

    @Test("every prefix of a JWS is refused or has another signature")
    func prefixes() throws {
        let whole = Array(Self.published.utf8)
        let signature = try JSONWebSignature(parsing: whole).signature
        for count in whole.indices {
            guard let jws = try? JSONWebSignature(parsing: Array(whole.prefix(count))) else { continue }
            #expect(jws.signature != signature)
        }
    }

    @Test("base64url comes back, with and without padding")
    func base64URL() throws {
        for count in 0..<70 {
            let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 * 37 + 251) }
            let text = Base64URL.text(bytes)
            #expect(Base64URL.bytes(text) == bytes)
            let padding = [UInt8](repeating: 0x3D, count: (4 - text.count % 4) % 4)
            #expect(Base64URL.bytes(text + padding) == bytes)
            #expect(Base64URL.bytes(text + [0x3D, 0x3D, 0x3D]) == nil)
            #expect(!text.contains { [0x2B, 0x2F, 0x3D].contains($0) })
        }
        #expect(Base64URL.bytes("a b".utf8) == nil && Base64URL.bytes("aé".utf8) == nil)
    }
}
