import Foundation
import Station

/// What the header lines of a part say.
struct MultipartHead: Equatable {
    /// The form's field; never empty.
    let name: String
    /// The file's name without its folders; nil for a text field, empty where no file was chosen.
    let fileName: String?
    let contentType: String

    /// Reads the lines between a delimiter and the blank line; nil unless they are well formed and name a field.
    init?(_ lines: Data) {
        guard let text = String(validating: lines, as: UTF8.self),
            let headers = Self.headers(text),
            let disposition = headers["content-disposition"].flatMap({ HeaderValue($0) }),
            disposition.value.lowercased() == "form-data",
            let name = disposition.parameters["name"].map(Self.unescaped), !name.isEmpty, Self.isPlain(name),
            ["binary", "8bit", "7bit"].contains(headers["content-transfer-encoding"]?.lowercased() ?? "binary")
        else { return nil }
        self.name = name
        if let raw = Self.extended(disposition.parameters["filename*"])
            ?? disposition.parameters["filename"].map(Self.unescaped)
        {
            guard !raw.unicodeScalars.contains("\0") else { return nil }
            // No name is no file; a name of which nothing is left still is one.
            fileName = raw.isEmpty ? "" : FileName(raw).text
        } else {
            fileName = nil
        }
        let type = headers["content-type"].flatMap { HeaderValue($0) }?.value.lowercased()
        contentType = type ?? (fileName == nil ? "text/plain" : "application/octet-stream")
    }

    /// Names in lower case to values; nil for a line without a colon, a folded or repeated one, or one that holds a
    /// control character.
    private static func headers(_ text: String) -> [String: String]? {
        var headers: [String: String] = [:]
        for line in text.unicodeScalars.split(separator: "\r\n".unicodeScalars, omittingEmptySubsequences: true) {
            guard let colon = line.firstIndex(of: ":"),
                line.allSatisfy({ $0 == "\t" || $0.value >= 32 && $0 != "\u{7F}" })
            else { return nil }
            let name = String(line[..<colon]).lowercased()
            guard !name.isEmpty, !name.contains(where: \.isWhitespace), headers[name] == nil else { return nil }
            headers[name] = String(line[line.index(after: colon)...]).trimmingCharacters(in: .whitespaces)
        }
        return headers
    }

    /// Browsers escape exactly these three (WHATWG HTML, multipart/form-data encoding algorithm).
    private static func unescaped(_ text: String) -> String {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        return text.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing("%0A", with: "\n")
    }

    /// `UTF-8''%e5%8f%91.pdf` (RFC 5987); nil for another character set or a broken escape.
    private static func extended(_ text: String?) -> String? {
        guard let parts = text?.split(separator: "'", maxSplits: 2, omittingEmptySubsequences: false),
            parts.count == 3, parts[0].lowercased() == "utf-8"
        else { return nil }
        return String(parts[2]).removingPercentEncoding
    }

    private static func isPlain(_ name: String) -> Bool {
        name.unicodeScalars.allSatisfy { $0.value >= 32 && $0 != "\u{7F}" }
    }
}
