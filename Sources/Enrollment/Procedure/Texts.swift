/// What a person reads, by language: `["vi": "Thẻ", "en": "Card"]`. A procedure's `languages` says which must be there.
package typealias Texts = [String: String]
