import Foundation
import LDS
import Testing

@Suite("Vietnamese text")
struct VietnameseTextTests {
    @Test(
        "the same name in other ways",
        arguments: [
            ("Nguyễn Văn Tý", "NGUYỄN VĂN TÝ"), ("Đào", "Ðào"), ("Đào", "Ɖào"), ("Hoà", "Hòa"), ("Thuý", "Thúy"),
            ("Nguyễn  Văn\u{A0}Tý ", " Nguyễn Văn Tý"), ("Lê Thị Huệ", "lê thị huệ"), ("Khuê Quỳ", "KHUÊ QÙY"),
        ])
    func same(one: String, other: String) {
        #expect(VietnameseText.areSame(one, other))
        #expect(
            VietnameseText.areSame(
                one.precomposedStringWithCanonicalMapping, other.decomposedStringWithCanonicalMapping))
    }

    @Test(
        "another name",
        arguments: [
            ("Hòa", "Hóa"), ("Hoa", "Hòa"), ("Duc", "Đuc"), ("Ân", "An"), ("Ơn", "On"), ("Hân", "Hăn"), ("Văn", "Vân"),
            ("Nguyễn Văn Tý", "Nguyễn Vă nTý"), ("Thu", "Thư"), ("Tý", "Tỷ"),
        ])
    func different(one: String, other: String) {
        #expect(!VietnameseText.areSame(one, other))
        #expect(!VietnameseText.areSame(one.decomposedStringWithCanonicalMapping, other))
    }
}
