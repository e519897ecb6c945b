import CardCrypto
import LDS
import SmartCard

extension PassiveAuthentication {
    /// The signature of EF.SOD and what it signs; nil after a check that leaves nothing to go on with.
    func verifySignature(of sod: RawFile, into report: inout Report) -> (VerifiedSignedData, LDSSecurityObject)? {
        guard let signedData = unwrap(sod, into: &report) else { return nil }
        let signed: VerifiedSignedData
        do {
            signed = try SignedData.verify(
                signedData, tolerating: Set(SignedDataDeviation.allCases),
                knowing: trustStore.documentSigners, reusing: trustStore.memory.signer)
        } catch let error as CardCryptoError {
            addFailure(error, into: &report)
            return nil
        } catch {
            report.add(.signature, "EF.SOD", .failed, .malformed, [.detail: "\(error)"])
            return nil
        }
        report.add(.securityObject, .passed, .present)
        report.add(.signature, .passed, .signed, [.signer: "\(signed.signer)"])
        guard let type = SecurityObjectType(rawValue: signed.contentType) else {
            report.add(.conformity, .failed, .unknownContentType, [.detail: signed.contentType])
            return nil
        }
        judgeForm(signed, type, into: &report)
        do {
            let object = try LDSSecurityObject(parsing: signed.content)
            judgeAlgorithms(signed, object, into: &report)
            return (signed, object)
        } catch {
            report.add(.securityObject, "EF.SOD", .failed, .malformed, [.detail: "\(error)"])
            return nil
        }
    }

    /// EF.SOD's content without its template.
    private func unwrap(_ sod: RawFile, into report: inout Report) -> [UInt8]? {
        do {
            var rest = sod.bytes[...]
            let template = try BERTLV.next(from: &rest)
            guard template.tag == 0x77 else {
                report.add(
                    .securityObject, "EF.SOD", .failed, .malformed, [.detail: "it begins with tag \(template.tag)"])
                return nil
            }
            guard rest.isEmpty else {
                report.add(.securityObject, "EF.SOD", .failed, .trailingBytes)
                return nil
            }
            return template.value
        } catch {
            report.add(.securityObject, "EF.SOD", .failed, .malformed, [.detail: error.message])
            return nil
        }
    }

    private func addFailure(_ error: CardCryptoError, into report: inout Report) {
        switch error.code {
        case .trailingBytes: report.add(.securityObject, "EF.SOD", .failed, .trailingBytes)
        case .signerCount: report.add(.securityObject, "EF.SOD", .failed, .signerCount)
        case .signerUnknown: report.add(.signature, .notDone, .signerUnknown)
        case .invalidKey: report.add(.signature, .failed, .unusableKey)
        case .unsupportedAlgorithm: report.add(.signature, .failed, .unsupportedAlgorithm, [.detail: error.message])
        case .signatureInvalid: report.add(.signature, .failed, .signatureInvalid)
        default: report.add(.securityObject, "EF.SOD", .failed, .malformed, [.detail: error.message])
        }
    }

    /// Departures from the standard, each accepted by name or not at all.
    private func judgeForm(_ signed: VerifiedSignedData, _ type: SecurityObjectType, into report: inout Report) {
        var deviations = Set(signed.deviations.map { SecurityObjectDeviation.form($0) })
        if type != .standard { deviations.insert(.contentType) }
        if case .curve(_, isExplicit: true) = signed.signer.keyKind { deviations.insert(.explicitCurve) }
        func names(_ deviations: Set<SecurityObjectDeviation>) -> String {
            deviations.map { $0 == .contentType ? "\($0.name) \(signed.contentType)" : $0.name }.sorted()
                .joined(separator: ", ")
        }
        let refused = deviations.subtracting(policy.tolerated)
        if !refused.isEmpty {
            report.add(.conformity, .failed, .notTolerated, [.rules: names(refused)])
        } else if deviations.isEmpty {
            report.add(.conformity, .passed, .conforms)
        } else {
            report.add(.conformity, .passed, .tolerated, [.rules: names(deviations)])
        }
    }

    /// SHA-1 and short keys, which documents of twenty years ago have (Doc 9303-12 §4.4).
    private func judgeAlgorithms(
        _ signed: VerifiedSignedData, _ object: LDSSecurityObject, into report: inout Report
    ) {
        guard let digest = Digest(object.digestAlgorithm) else {
            report.add(
                .algorithms, .failed, .unsupportedAlgorithm, [.detail: "hash function \(object.digestAlgorithm)"])
            return
        }
        let isWeak = digest == .sha1 || signed.digest == .sha1 || signed.signer.keyKind.isWeak
        let digests = digest == signed.digest ? digest.rawValue : "\(digest.rawValue), \(signed.digest.rawValue)"
        report.add(
            .algorithms, isWeak ? .failed : .passed, isWeak ? .weakAlgorithms : .strongAlgorithms,
            [.algorithm: "\(digests), \(signed.signer.keyKind)"])
    }
}
