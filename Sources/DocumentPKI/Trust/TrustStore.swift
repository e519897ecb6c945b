package import CardCrypto

/// The country signing certificates (CSCA) that a station or registry trusts (Doc 9303-12 §3.1).
package struct TrustStore: Sendable {
    package let anchors: [Certificate]

    package init(anchors: [Certificate]) { self.anchors = anchors }

    /// Anchors whose country is this one.
    package func anchors(of country: String) -> [Certificate] { anchors.filter { $0.country == country.uppercased() } }
}
