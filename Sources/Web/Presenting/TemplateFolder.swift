import Foundation
import HealthCheck
import Mustache
import Station

/// The page templates beside this module. `[[key]]` stands for the interface string `key`; its `{name}` placeholders
/// become Mustache variables of that name.
struct TemplateFolder {
    /// A template names a string that a language lacks.
    struct MissingString: Error, CustomStringConvertible {
        let template: String
        let key: String
        let language: Language

        var description: String { "template \(template): no string “\(key)” in \(language.rawValue)" }
    }

    private let sources: [String: String]

    /// Reads the folder's `.mustache` files; sub-folders become part of the name.
    init(_ folder: URL) throws {
        var sources: [String: String] = [:]
        let names = try FileManager.default.subpathsOfDirectory(atPath: folder.path)
        for name in names where name.hasSuffix(".mustache") {
            sources[String(name.dropLast(".mustache".count))] = try String(
                contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
        }
        self.sources = sources
    }

    /// The templates once per language; throws at the first string that is missing.
    func libraries(_ locales: Locales) throws -> [Language: MustacheLibrary] {
        var libraries: [Language: MustacheLibrary] = [:]
        for language in Language.allCases { libraries[language] = try library(language, locales) }
        return libraries
    }

    private func library(_ language: Language, _ locales: Locales) throws -> MustacheLibrary {
        var library = MustacheLibrary()
        for (name, source) in sources {
            try library.register(try fill(source, named: name, language, locales), named: name)
        }
        return library
    }

    private func fill(
        _ source: String, named name: String, _ language: Language, _ locales: Locales
    ) throws -> String {
        var result = ""
        var rest = source[...]
        while let open = rest.range(of: "[["), let close = rest[open.upperBound...].range(of: "]]") {
            let key = String(rest[open.upperBound..<close.lowerBound])
            guard locales.contains(key, language) else {
                throw MissingString(template: name, key: key, language: language)
            }
            result += rest[..<open.lowerBound]
            result += Self.template(locales.text(key, language))
            rest = rest[close.upperBound...]
        }
        return result + rest
    }

    /// An interface string as template text: escaped, `{name}` → `{{name}}`.
    private static func template(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
            .replacing("\"", with: "&quot;").replacing("{", with: "{{").replacing("}", with: "}}")
    }
}
