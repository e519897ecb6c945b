import CardCrypto
import Foundation
import LDS
import TestData

/// EF.SOD as somebody else's program makes it: `openssl cms -sign`, in whatever shape its options give.
extension OpenSSLCommand {
    /// A key on a curve that is written as numbers.
    func explicitKey(_ curve: String) throws -> PrivateKey {
        try run("ecparam", "-name", curve, "-param_enc", "explicit", "-genkey", "-noout", "-out", "explicit.sec1")
        try run("pkcs8", "-topk8", "-nocrypt", "-in", "explicit.sec1", "-out", "explicit.pem")
        return try PrivateKey(pem: SecretBytes(read("explicit.pem")))
    }

    /// Signs a list of hashes.
    ///
    /// - Parameter brought: the certificates that go along, where they are not the signer's.
    func sign(
        _ object: LDSSecurityObject, by signer: TestState.Signer, _ options: [String],
        type: String = "2.23.136.1.1.1", bringing brought: Certificate? = nil
    ) throws -> RawFile {
        try write(object.serialized(), "content")
        try write(Array(signer.certificate.pem.utf8), "signer.pem")
        try write(signer.key.pem().exposed(), "signer.key")
        var arguments = [
            "cms", "-sign", "-binary", "-nodetach", "-nosmimecap", "-econtent_type", type, "-in", "content", "-signer",
            "signer.pem", "-inkey", "signer.key", "-outform", "DER", "-out", "signed",
        ]
        if let brought {
            try write(Array(brought.pem.utf8), "brought.pem")
            arguments += ["-nocerts", "-certfile", "brought.pem"]
        }
        try run(arguments + options)
        return TestState.sod(try read("signed"))
    }
}
