import ArgumentParser
import Foundation
import VirtualCard

/// A profile by its name, or by the path of a file.
enum ProfileFile {
    static func load(_ text: String) throws -> CardProfile {
        do {
            guard text.contains("/") || text.hasSuffix(".yaml") else { return try CardProfile.named(text) }
            guard let data = FileManager.default.contents(atPath: text) else {
                throw ValidationError("there is no profile in \(text)")
            }
            return try CardProfile(parsing: String(decoding: data, as: UTF8.self), file: text)
        } catch let error as CardProfileError { throw ValidationError("\(error)") }
    }
}
