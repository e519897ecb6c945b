public import Foundation

/// A TPM 2.0 without hardware: swtpm, whose keys are made inside and never leave it. To be stopped by the caller.
public struct SoftTPM {
    /// By what programs find it.
    public let environment: [String: String]
    private let shell: KeyShell
    private let process: Process

    /// Starts a TPM with its state in a folder, and makes so many keys on P-256.
    public init(in folder: URL, keys count: Int) throws {
        let port = Int.random(in: 10_000...30_000) * 2
        let tcti = "swtpm:host=127.0.0.1,port=\(port)"
        environment = ["TPM2OPENSSL_TCTI": tcti, "TPM2TOOLS_TCTI": tcti]
        shell = KeyShell(folder: folder, environment: environment)
        let state = folder.appending(path: "tpm").path
        try FileManager.default.createDirectory(atPath: state, withIntermediateDirectories: true)
        // Not as a daemon, which would keep what Foundation waits for; and killed, for it does not heed SIGTERM.
        process = Process()
        process.executableURL = URL(filePath: "/usr/bin/swtpm")
        process.arguments = [
            "socket", "--tpm2", "--tpmstate", "dir=\(state)", "--server", "type=tcp,port=\(port),bindaddr=127.0.0.1",
            "--ctrl", "type=tcp,port=\(port + 1),bindaddr=127.0.0.1", "--flags", "not-need-init,startup-clear",
        ]
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        do {
            try shell.run(
                """
                for attempt in $(seq 50); do tpm2_getcap -Q properties-fixed 2>/dev/null && break; sleep 0.1; done
                tpm2_createprimary -Q -C o -c primary.ctx
                tpm2_flushcontext -t
                """)
            for number in 1...count { try makeKey(number) }
        } catch {
            stop()
            throw error
        }
    }

    private func makeKey(_ number: Int) throws {
        try shell.run(
            """
            tpm2_create -Q -C primary.ctx -G ecc256:ecdsa -u key.pub -r key.priv
            tpm2_flushcontext -t
            tpm2_load -Q -C primary.ctx -u key.pub -r key.priv -c key.ctx
            tpm2_flushcontext -t
            tpm2_evictcontrol -Q -C o -c key.ctx 0x8100000\(number)
            tpm2_flushcontext -t
            tpm2_readpublic -Q -c 0x8100000\(number) -f pem -o public-\(number).pem
            """)
    }

    /// The address of a key; they count from 1.
    public func address(of number: Int) -> String { "handle:0x8100000\(number)" }

    /// The public half of a key, PEM.
    public func publicKey(of number: Int) -> URL { shell.folder.appending(path: "public-\(number).pem") }

    /// Takes the TPM away.
    public func stop() {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
    }
}
