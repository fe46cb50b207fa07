import Foundation

/// One `name=value` of a form or of an address, as `application/x-www-form-urlencoded` writes it.
struct FormPair {
    /// Decoded; nil where the percent encoding is broken or is no UTF-8.
    let name: String?
    /// Decoded; empty where there is no `=`, nil where the percent encoding is broken or is no UTF-8.
    let value: String?

    /// The fields of `text` in the order they stand there.
    static func all(in text: some StringProtocol) -> [FormPair] {
        String(text).split(separator: "&").map { field in
            let parts = field.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map {
                $0.replacing("+", with: " ").removingPercentEncoding
            }
            return FormPair(name: parts[0], value: parts.count > 1 ? parts[1] : "")
        }
    }
}
