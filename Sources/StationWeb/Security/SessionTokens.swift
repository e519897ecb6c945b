internal import CardCrypto
import HTTPTypes
import Hummingbird

/// Binds what a page may do to the browser that opened it: a session cookie that scripts cannot read, and a token in the
/// page that other sites cannot read. The token follows from the session and a secret of this run, so nothing is stored.
struct SessionTokens: Sendable {
    static let cookieName = "station-session"
    static let headerName = "X-Station-Token"
    private let secret: SecretBytes

    init() throws { secret = SecretBytes(try randomBytes(32)) }

    /// The request's session, or a fresh one.
    func session(of request: Request) throws -> String {
        if let cookie = request.cookies[Self.cookieName]?.value, cookie.utf8.count == 64 { return cookie }
        return Self.text(try randomBytes(32))
    }

    func cookie(_ session: String) -> Cookie {
        Cookie(name: Self.cookieName, value: session, path: "/", httpOnly: true, sameSite: .strict)
    }

    func token(of session: String) throws -> String {
        Self.text(try Digest.sha256.hash(secret: secret, Array(session.utf8)).exposed())
    }

    /// The session as others may know it: the cookie cannot be told from it.
    func identifier(of session: String) throws -> String {
        Self.text(try Digest.sha256.hash(secret: secret, Array("identifier \(session)".utf8)).exposed())
    }

    /// Whether the request comes from a page of ours in the browser that it was served to.
    func isValid(_ request: Request) throws -> Bool {
        guard let session = request.cookies[Self.cookieName]?.value, let name = HTTPField.Name(Self.headerName),
            let token = request.headers[name]
        else { return false }
        return equalInConstantTime(Array(token.utf8), Array(try self.token(of: session).utf8))
    }

    private static func text(_ bytes: [UInt8]) -> String {
        bytes.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }
}
