/// The protocol between reader and card (ISO/IEC 7816-3), as pcscd chose it from the ATR.
package enum TransportProtocol: String, Sendable {
    case t0 = "T=0"
    case t1 = "T=1"
}
