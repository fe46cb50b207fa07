import Foundation
import Hummingbird

/// A form's text fields in the order they were sent, however it was encoded.
struct FormFields: Sendable, Equatable {
    let pairs: [(name: String, value: String)]

    init(_ pairs: [(name: String, value: String)]) { self.pairs = pairs }

    init(_ form: MultipartForm) { pairs = form.fields.map { ($0.name, $0.value) } }

    /// Reads `application/x-www-form-urlencoded`; what is not UTF-8, broken or holds NUL throws.
    init(urlencoded body: Data) throws {
        guard let text = String(validating: body, as: UTF8.self) else { throw RequestProblem.malformed("UTF-8") }
        guard !StorableText.formHoldsNUL(text) else { throw RequestProblem.nulCharacter }
        pairs = try FormPair.all(in: text).map { pair in
            guard let name = pair.name, let value = pair.value else {
                throw RequestProblem.malformed("application/x-www-form-urlencoded")
            }
            return (name, value)
        }
    }

    /// As `application/x-www-form-urlencoded`.
    var encoded: Data {
        Data(pairs.map { "\(Self.escaped($0.name))=\(Self.escaped($0.value))" }.joined(separator: "&").utf8)
    }

    static func escaped(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: plain) ?? ""
    }

    private static let plain = CharacterSet(
        charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~")

    /// The first text given for `name`.
    subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every text given for `name`, as ticked boxes send them.
    func all(_ name: String) -> [String] { pairs.filter { $0.name == name }.map(\.value) }

    static func == (lhs: FormFields, rhs: FormFields) -> Bool {
        lhs.pairs.elementsEqual(rhs.pairs) { $0 == $1 }
    }
}
