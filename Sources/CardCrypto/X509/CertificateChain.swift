internal import COpenSSL
package import FoundationEssentials

/// Building and checking the path from a certificate to a trusted one (RFC 5280 §6), by OpenSSL.
package enum CertificateChain {
    /// How a check ended.
    package enum Outcome: Sendable, Hashable {
        /// The path, leaf first, trusted certificate last.
        case trusted([Certificate])
        /// No trusted certificate issued it.
        case noAnchor
        /// A path exists and something on it is wrong.
        case invalid(String)
    }

    /// Checks `leaf` against trusted certificates at a time.
    ///
    /// Keys with explicit curve parameters are allowed where the parameters equal a known curve, for document
    /// signers and CSCAs have them. A trusted certificate need not be self-signed: link certificates are trusted too.
    ///
    /// States renew their CSCA under the same name, and not every signer says whose key it is: where several trusted
    /// certificates have the issuer's name, each is tried.
    ///
    /// - Parameter intermediates: authorities that the leaf's owner sent along, trusted only where the path through them
    ///   ends at an anchor.
    package static func verify(
        _ leaf: Certificate, through intermediates: [Certificate] = [], trusting anchors: [Certificate], at time: Date
    ) throws -> Outcome {
        let outcome = try check(leaf, intermediates, trusting: anchors, at: time)
        if case .trusted = outcome { return outcome }
        let namesakes = anchors.filter { $0.subject == leaf.issuer }
        guard namesakes.count > 1 else { return outcome }
        for anchor in namesakes {
            let single = try check(leaf, intermediates, trusting: [anchor], at: time)
            if case .trusted = single { return single }
        }
        return outcome
    }

    private static func check(
        _ leaf: Certificate, _ intermediates: [Certificate], trusting anchors: [Certificate], at time: Date
    ) throws -> Outcome {
        guard let store = X509_STORE_new() else { throw CardCryptoError.library("certificate store") }
        defer { X509_STORE_free(store) }
        for anchor in anchors {
            guard X509_STORE_add_cert(store, anchor.x509) == 1 else {
                throw CardCryptoError.library("certificate store")
            }
        }
        guard let untrusted = chip_sk_X509_new() else { throw CardCryptoError.library("certificate check") }
        defer { chip_sk_X509_pop_free(untrusted) }
        for intermediate in intermediates {
            guard X509_up_ref(intermediate.x509) == 1 else { throw CardCryptoError.library("certificate check") }
            guard chip_sk_X509_push(untrusted, intermediate.x509) > 0 else {
                X509_free(intermediate.x509)
                throw CardCryptoError.library("certificate check")
            }
        }
        guard let context = X509_STORE_CTX_new() else { throw CardCryptoError.library("certificate check") }
        defer { X509_STORE_CTX_free(context) }
        guard X509_STORE_CTX_init(context, store, leaf.x509, untrusted) == 1 else {
            throw CardCryptoError.library("certificate check")
        }
        let parameters = X509_STORE_CTX_get0_param(context)
        X509_VERIFY_PARAM_set_time(parameters, time_t(time.timeIntervalSince1970))
        X509_VERIFY_PARAM_set_flags(parameters, UInt(X509_V_FLAG_PARTIAL_CHAIN))
        X509_VERIFY_PARAM_set_depth(parameters, 4)
        X509_STORE_CTX_set_verify_cb(context) { isFine, context in
            isFine == 1 || CertificateChain.isKnownCurveInExplicitForm(context) ? 1 : 0
        }
        if X509_verify_cert(context) == 1 { return .trusted(try path(context)) }
        let code = X509_STORE_CTX_get_error(context)
        ERR_clear_error()
        switch code {
        case X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT, X509_V_ERR_UNABLE_TO_GET_ISSUER_CERT_LOCALLY,
            X509_V_ERR_UNABLE_TO_VERIFY_LEAF_SIGNATURE, X509_V_ERR_DEPTH_ZERO_SELF_SIGNED_CERT,
            X509_V_ERR_SELF_SIGNED_CERT_IN_CHAIN:
            return .noAnchor
        default:
            return .invalid(String(cString: X509_verify_cert_error_string(Int(code))))
        }
    }

    private static func isKnownCurveInExplicitForm(_ context: OpaquePointer?) -> Bool {
        guard X509_STORE_CTX_get_error(context) == X509_V_ERR_EC_KEY_EXPLICIT_PARAMS,
            let certificate = X509_STORE_CTX_get_current_cert(context),
            let info = try? derEncoding("public key", { i2d_PUBKEY(X509_get0_pubkey(certificate), $0) }),
            (try? AgreementPublicKeyInfo.parse(info)) != nil
        else { return false }
        X509_STORE_CTX_set_error(context, X509_V_OK)
        return true
    }

    private static func path(_ context: OpaquePointer) throws -> [Certificate] {
        let chain = X509_STORE_CTX_get0_chain(context)
        var path: [Certificate] = []
        for index in 0..<chip_sk_X509_num(chain) {
            guard let certificate = chip_sk_X509_value(chain, index), X509_up_ref(certificate) == 1 else { continue }
            path.append(try Certificate(owning: certificate))
        }
        return path
    }
}
