import Foundation
import LDS
import Testing

@Suite("Transliteration")
struct TransliterationTests {
    private static let names = [
        ("Nguyễn Văn Tỵ", "NGUYEN VAN TY"), ("Đặng Thị Mỹ Đức", "DANG THI MY DUC"),
        ("đỗ ường ộ ặ ẵ ỵ", "DO UONG O A A Y"), ("Ðinh Bộ Lĩnh", "DINH BO LINH"), ("H'Hen Niê", "HHEN NIE"),
        ("Anna-Maria  Eriksson", "ANNA MARIA ERIKSSON"), ("Lê\u{A0}Lợi", "LE LOI"), ("", ""), ("陳", ""),
    ]

    @Test("composed and decomposed names give the zone's alphabet", arguments: names)
    func name(text: String, zone: String) {
        #expect(Transliteration.zoneName(text.precomposedStringWithCanonicalMapping) == zone)
        #expect(Transliteration.zoneName(text.decomposedStringWithCanonicalMapping) == zone)
    }
}
