import CardCrypto
import DocumentPKI
import Imaging
import LDS
import VirtualCard

/// What lies inside files: zones, images, certificates, signed data.
extension FuzzTarget {
    static let records = [
        FuzzTarget("mrz") { bytes in
            let zone = try MRZ(parsing: String(decoding: bytes, as: UTF8.self))
            _ = zone.wrongCheckDigits
            guard try MRZ(parsing: zone.text) == zone else { throw Contradiction("a zone is written as another") }
        },
        FuzzTarget("transliteration") { bytes in
            let name = Transliteration.zoneName(String(decoding: bytes, as: UTF8.self))
            guard name.utf8.count <= 4 * bytes.count + 4 else { throw Contradiction("a name grows without bounds") }
        },
        FuzzTarget("cross-checks") { bytes in
            // The zone in front, EF.DG13 behind.
            let zone = try MRZ(parsing: String(decoding: bytes.prefix(90), as: UTF8.self))
            _ = CrossCheck.all(try NationalData(parsing: Array(bytes.dropFirst(90))), zone)
        },
        FuzzTarget("image-header") { _ = ImageHeader($0) },
        FuzzTarget("jpeg-2000") { bytes in
            let image = try JPEG2000Decoder.decode(bytes)
            let size = try JPEG2000Decoder.size(bytes)
            guard (image.width, image.height) == size else { throw Contradiction("an image of another size") }
            _ = image.png()
        },
        FuzzTarget("lds-security-object") { bytes in
            let object = try LDSSecurityObject(parsing: bytes)
            guard try LDSSecurityObject(parsing: object.serialized()) == object else {
                throw Contradiction("a security object is written as another")
            }
        },
        FuzzTarget("evidence") { bytes in
            let evidence = try Evidence(parsing: bytes)
            let proofs = evidence.chip.proofs(in: try DemoWorld.card().files)
            // The card's keys are new in every run: nobody can have signed this.
            guard proofs.activeAuthentication != .proven else { throw Contradiction("a signature out of nothing") }
            let written = try evidence.serialized()
            guard try Evidence(parsing: written).serialized() == written else {
                throw Contradiction("evidence is written as another")
            }
        },
        FuzzTarget("signed-data") { bytes in
            let all = Set(SignedDataDeviation.allCases)
            let cold = Result { try SignedData.verify(bytes, tolerating: all) }
            // Certificates that were read before are left out of what OpenSSL reads: it must make no difference.
            let warm = Result { try SignedData.verify(bytes, tolerating: all, reusing: { try? Certificate(der: $0) }) }
            let (one, other) = (try? cold.get(), try? warm.get())
            guard one?.content == other?.content, one?.signer == other?.signer,
                one?.signingTime == other?.signingTime, one?.deviations == other?.deviations
            else { throw Contradiction("known certificates change what was signed, or by whom") }
            let strict = try SignedData.verify(bytes)
            guard strict.content == one?.content else { throw Contradiction("tolerance changes what was signed") }
        },
        FuzzTarget("certificate") { bytes in
            let certificate = try Certificate(der: bytes)
            _ = (certificate.country, "\(certificate)")
            _ = try CertificateChain.verify(certificate, trusting: [certificate], at: DemoWorld.time)
        },
    ]
}
