public import Foundation

/// A PKCS#11 token without hardware: SoftHSM, whose keys are made inside and never leave it.
public struct SoftToken {
    /// By what programs find it.
    public let environment: [String: String]
    private let tokens: URL
    private let pinFile: URL
    private let shell: KeyShell

    private static let module = "/usr/lib/softhsm/libsofthsm2.so"
    /// What nobody may see.
    public static let pin = "nomen-est-omen"

    /// Makes a token in a folder, with a key on P-256 for each label.
    public init(in folder: URL, keys labels: [String]) throws {
        tokens = folder.appending(path: "tokens")
        pinFile = folder.appending(path: "token.pin")
        let configuration = folder.appending(path: "softhsm.conf")
        try FileManager.default.createDirectory(at: tokens, withIntermediateDirectories: true)
        try Data("directories.tokendir = \(tokens.path)\nobjectstore.backend = file\n".utf8).write(to: configuration)
        try Data(Self.pin.utf8).write(to: pinFile)
        environment = ["SOFTHSM2_CONF": configuration.path, "PKCS11_MODULE_PATH": Self.module]
        shell = KeyShell(folder: folder, environment: environment)
        try shell.run("softhsm2-util --init-token --free --label station --pin \(Self.pin) --so-pin 56781234")
        for (number, label) in labels.enumerated() {
            try shell.run(
                """
                pkcs11-tool --module \(Self.module) --token-label station --login --pin \(Self.pin) --keypairgen \
                --key-type EC:prime256v1 --label \(label) --id 0\(number + 1) --usage-sign
                """)
        }
    }

    /// The address of a key, RFC 7512: the PIN is in a file of its own.
    public func address(of label: String) -> String {
        "pkcs11:token=station;object=\(label);type=private;pin-source=file:\(pinFile.path)"
    }

    /// The public half of a key, PEM.
    public func publicKey(of label: String) throws -> URL {
        try shell.run(
            """
            pkcs11-tool --module \(Self.module) --token-label station --read-object --type pubkey --label \(label) \
            --output-file \(label).der
            openssl pkey -pubin -inform DER -in \(label).der -pubout -out \(label).pem
            """)
        return shell.folder.appending(path: "\(label).pem")
    }

    /// Takes the token out of the machine.
    public func takeAway() throws {
        try FileManager.default.moveItem(at: tokens, to: tokens.appendingPathExtension("away"))
        try FileManager.default.createDirectory(at: tokens, withIntermediateDirectories: false)
    }

    /// Puts it back.
    public func putBack() throws {
        try FileManager.default.removeItem(at: tokens)
        try FileManager.default.moveItem(at: tokens.appendingPathExtension("away"), to: tokens)
    }
}
