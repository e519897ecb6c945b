/// The station's two private keys, each asked to sign.
package struct KeyFacts: CheckedFacts, Hashable {
    package enum Answer: Sendable, Hashable {
        case signs
        /// A file that other users of the machine may read.
        case open(path: String)
        /// Not there, another one than the certificate's, or it does not sign.
        case unusable(detail: String)
    }

    package struct Key: Sendable, Hashable {
        /// `tls` or `signing`.
        package var use: String
        /// `file`, `token` or `tpm`.
        package var place: String
        package var answer: Answer

        package init(use: String, place: String, answer: Answer) {
            (self.use, self.place, self.answer) = (use, place, answer)
        }
    }

    package var keys: [Key]

    package init(_ keys: [Key]) { self.keys = keys }

    package var check: StationCheck {
        for key in keys {
            let values: [String: CheckValue] = ["use": .code(key.use), "place": .code(key.place)]
            switch key.answer {
            case .signs: continue
            case .open(let path): return StationCheck(.keyOpen, values.merging(["path": .text(path)]) { $1 })
            case .unusable(let detail):
                return StationCheck(.keyUnusable, values.merging(["detail": .text(detail)]) { $1 })
            }
        }
        let places = Set(keys.map(\.place)).sorted().joined(separator: ", ")
        return StationCheck(.keyAnswers, ["place": .name(places)])
    }
}
