import CardCrypto
import EMRTD
import Foundation
import LDS
import SmartCard
import Testing
import VirtualCard

/// The terminal's key in a PKCS#11 token (SoftHSM) and in a TPM (swtpm): real modules, keys that never leave them.
@Suite("Terminal Authentication with a key in hardware", .serialized, .timeLimit(.minutes(1)))
struct HardwareKeyTests {
    /// A folder for one test, and a shell in it.
    private func inFolder(_ body: (URL, (String) throws -> String) async throws -> Void) async throws {
        let folder = URL(filePath: "/tmp/hardware-key-\(UUID().uuidString.prefix(8))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
        defer { try? FileManager.default.removeItem(at: folder) }
        try await body(folder) { script in
            let process = Process()
            process.executableURL = URL(filePath: "/bin/sh")
            process.arguments = ["-ec", script]
            process.currentDirectoryURL = folder
            // A file and no pipe: a daemon that the script starts would keep a pipe open.
            let log = folder.appending(path: "log")
            try Data().write(to: log)
            process.standardOutput = try FileHandle(forWritingTo: log)
            process.standardError = process.standardOutput
            process.standardInput = FileHandle.nullDevice
            try process.run()
            process.waitUntilExit()
            let text = String(decoding: try Data(contentsOf: log), as: UTF8.self)
            try #require(process.terminationStatus == 0, "\(text)")
            return text
        }
    }

    /// A chain for a terminal key whose public half is in a PEM file, and a read that needs its private half.
    private func openFingerprints(publicKey pem: URL, uri: String) async throws {
        let demo = try DemoVerification(.ec(.p256), .ecdsa(.sha256))
        let signer = try PrivateKey(uri: uri)
        let point = try pointOnP256(pem)
        let own = demo.terminal
        let body = CardVerifiableCertificate.body(
            authority: own.authorityReference,
            publicKey: CertificatePublicKey(
                algorithm: own.publicKey.algorithm, numbers: [BERTLV(0x86, point)]),
            holder: own.holderReference, authorization: own.holderAuthorization, effective: own.effectiveDate,
            expiration: own.expirationDate)
        let certificate = try CardVerifiableCertificate(
            body: body, signature: demo.verifierKey.signature(of: body, by: .ecdsa(.sha256)))
        let credentials = TerminalCredentials(
            certificates: [certificate, demo.verifier], holder: own.holderReference, signer: signer)
        var image = try TestCard.image()
        image.trustPoints = [demo.root]
        image.replace(.cvca, TrustPoints([demo.root.holderReference]).serialized())
        let reading = try await DocumentReader(
            VirtualCard(image), passwords: [.can(image.can)], selection: .only([.dg3]), terminal: credentials
        ).read()
        #expect(reading.terminalAuthentication == .passed)
        #expect(reading.file(.dg3) == image.file(.dg3))
    }

    private func pointOnP256(_ pem: URL) throws -> [UInt8] {
        let text = String(decoding: try Data(contentsOf: pem), as: UTF8.self)
        let base64 = text.split(separator: "\n").filter { !$0.hasPrefix("-") }.joined()
        let der = Array(try #require(Data(base64Encoded: base64)))
        return try AgreementPublicKeyInfo.parse(der).key.bytes
    }

    @Test("PKCS#11")
    func token() async throws {
        try await inFolder { folder, shell in
            setenv("SOFTHSM2_CONF", folder.appending(path: "softhsm.conf").path, 1)
            setenv("PKCS11_MODULE_PATH", "/usr/lib/softhsm/libsofthsm2.so", 1)
            _ = try shell(
                """
                mkdir tokens
                printf 'directories.tokendir = %s/tokens\\nobjectstore.backend = file\\n' "$PWD" > softhsm.conf
                softhsm2-util --init-token --free --label terminal --pin 1234 --so-pin 56781234
                openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out key.pem
                openssl pkey -in key.pem -pubout -out public.pem
                softhsm2-util --import key.pem --token terminal --label is --id 01 --pin 1234
                rm key.pem
                """)
            let uri = "pkcs11:token=terminal;object=is;type=private;pin-value=1234"
            try await openFingerprints(publicKey: folder.appending(path: "public.pem"), uri: uri)
            #expect(throws: CardCryptoError.self) {
                try PrivateKey(uri: "pkcs11:token=terminal;object=none;pin-value=1234")
            }
        }
    }

    @Test("TPM")
    func tpm() async throws {
        try await inFolder { folder, shell in
            let port = Int.random(in: 10_000...30_000) * 2
            let tcti = "swtpm:host=127.0.0.1,port=\(port)"
            setenv("TPM2OPENSSL_TCTI", tcti, 1)
            setenv("TPM2TOOLS_TCTI", tcti, 1)
            // Not as a daemon, which would keep what Foundation waits for; and killed, for it does not heed SIGTERM.
            let state = folder.appending(path: "state").path
            try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: false)
            let tpm = Process()
            tpm.executableURL = URL(filePath: "/usr/bin/swtpm")
            tpm.arguments = [
                "socket", "--tpm2", "--tpmstate", "dir=\(state)",
                "--server", "type=tcp,port=\(port),bindaddr=127.0.0.1",
                "--ctrl", "type=tcp,port=\(port + 1),bindaddr=127.0.0.1", "--flags", "not-need-init,startup-clear",
            ]
            tpm.standardInput = FileHandle.nullDevice
            tpm.standardOutput = FileHandle.nullDevice
            tpm.standardError = FileHandle.nullDevice
            try tpm.run()
            defer {
                kill(tpm.processIdentifier, SIGKILL)
                tpm.waitUntilExit()
            }
            _ = try shell(
                """
                for attempt in $(seq 50); do tpm2_getcap -Q properties-fixed 2>/dev/null && break; sleep 0.1; done
                tpm2_createprimary -Q -C o -c primary.ctx
                tpm2_create -Q -C primary.ctx -G ecc256:ecdsa -u key.pub -r key.priv
                tpm2_flushcontext -t
                tpm2_load -Q -C primary.ctx -u key.pub -r key.priv -c key.ctx
                tpm2_flushcontext -t
                tpm2_evictcontrol -Q -C o -c key.ctx 0x81000001
                tpm2_flushcontext -t
                tpm2_readpublic -Q -c 0x81000001 -f pem -o public.pem
                """)
            try await openFingerprints(publicKey: folder.appending(path: "public.pem"), uri: "handle:0x81000001")
            #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "handle:0x81000099") }
        }
    }

    @Test("another kind of address is refused")
    func otherAddresses() {
        #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "/etc/passwd") }
        #expect(throws: CardCryptoError.self) { try PrivateKey(uri: "file:/etc/passwd") }
    }
}
