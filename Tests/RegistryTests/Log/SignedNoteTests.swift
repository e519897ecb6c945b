import Testing

@testable import Registry

/// The example of Go's note package, from which c2sp.org/signed-note comes: key, text and signature are published.
@Suite struct SignedNoteTests {
    static let signingKey = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz"
    static let verifierKey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    static let text =
        "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n"
    static let line =
        "\u{2014} PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM="

    @Test func signingGivesThePublishedSignatureOrOneAsGood() throws {
        let key = try LogSigningKey(text: Self.signingKey)
        #expect(key.text == Self.signingKey)
        #expect(key.verifierKey.text == Self.verifierKey)
        let note = try key.sign(Self.text)
        #expect(note.verify(by: try LogVerifierKey(text: Self.verifierKey)))
    }

    @Test func thePublishedNoteVerifies() throws {
        let note = try SignedNote(parsing: Self.text + "\n" + Self.line + "\n")
        #expect(note.text == Self.text)
        #expect(note.verify(by: try LogVerifierKey(text: Self.verifierKey)))
        #expect(note.serialized == Self.text + "\n" + Self.line + "\n")
    }

    @Test func linesOfOtherKeysAreIgnored() throws {
        let stranger = try LogSigningKey(name: "stranger.example").sign(Self.text).signatures
        let key = try LogVerifierKey(text: Self.verifierKey)
        #expect(SignedNote(text: Self.text, signatures: stranger + [Self.line]).verify(by: key))
        #expect(!SignedNote(text: Self.text, signatures: stranger).verify(by: key))
        #expect(!SignedNote(text: Self.text + "more\n", signatures: [Self.line]).verify(by: key))
    }

    @Test(arguments: [
        "", "\n", "text\n", "text\n\n", "\n\u{2014} a AAAA\n", "text\n\n\u{2014} a AAAA", "text\n\n- a AAAA\n",
        "te\u{1}xt\n\n\u{2014} a AAAA\n", "text\n\n\u{2014}\n",
    ])
    func whatIsNoNoteIsRefused(_ text: String) {
        #expect(throws: RegistryError.self) { try SignedNote(parsing: text) }
    }

    @Test(arguments: [
        "", "a", "a+b", "PeterNeumann+c74f20a4+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW",
        "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10T", "+c74f20a3+ARpc",
    ])
    func whatIsNoKeyIsRefused(_ text: String) {
        #expect(throws: RegistryError.self) { try LogVerifierKey(text: text) }
    }
}
