/// A plain text as a small HTML page: paragraphs, line breaks, links; nothing that is loaded from anywhere.
enum MailHTML {
    /// The same text gives the same page.
    static func page(_ text: String) -> String {
        let lines = text.replacing("\r\n", with: "\n").replacing("\r", with: "\n")
        let paragraphs = lines.split(separator: "\n\n").map { paragraph in
            let rows = paragraph.split(separator: "\n").map { linked(String($0)) }
            return "<p>\(rows.joined(separator: "<br>"))</p>"
        }
        let language = text.allSatisfy(\.isASCII) ? "en" : "zh-Hans"
        let style = "max-width:38em;font:16px/1.75 sans-serif;color:#16202c"
        return
            "<!doctype html><html lang=\"\(language)\"><head><meta charset=\"utf-8\"></head><body style=\"\(style)\">"
            + paragraphs.joined() + "</body></html>"
    }

    /// A line with its web addresses as links; they end at a blank and at what is no ASCII.
    private static func linked(_ line: String) -> String {
        var result = ""
        var rest = line[...]
        while let start = rest.firstRange(of: /https?:\/\//) {
            let address = rest[start.lowerBound...].prefix { $0.isASCII && !$0.isWhitespace }
            let safe = escaped(address)
            result += escaped(rest[..<start.lowerBound]) + "<a href=\"\(safe)\">\(safe)</a>"
            rest = rest[address.endIndex...]
        }
        return result + escaped(rest)
    }

    private static func escaped(_ text: Substring) -> String {
        var result = ""
        for character in text {
            switch character {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            default: result.append(character)
            }
        }
        return result
    }
}
