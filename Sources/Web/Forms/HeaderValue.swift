/// A header's value with its parameters, as `form-data; name="a"; filename="b.pdf"`.
///
/// A parameter is a token or a quoted text; in the latter a backslash escapes a quote or a backslash only, because old
/// browsers send Windows paths. Parameter names are lower case; one that comes twice makes the whole invalid.
struct HeaderValue: Equatable {
    let value: String
    let parameters: [String: String]

    init?(_ text: String) {
        var rest = text.unicodeScalars[...]
        value = Self.trimmed(Self.take(&rest) { $0 != ";" })
        guard !value.isEmpty else { return nil }
        var parameters: [String: String] = [:]
        while rest.popFirst() != nil {
            let name = Self.trimmed(Self.take(&rest) { $0 != "=" && $0 != ";" }).lowercased()
            // A semicolon may end the line.
            if name.isEmpty, rest.isEmpty { break }
            guard !name.isEmpty, parameters[name] == nil, rest.popFirst() == "=", let value = Self.parameter(&rest)
            else { return nil }
            parameters[name] = value
        }
        self.parameters = parameters
    }

    /// A token or a quoted text, up to the next semicolon or the end.
    private static func parameter(_ rest: inout Substring.UnicodeScalarView) -> String? {
        rest = rest.drop { $0 == " " || $0 == "\t" }
        guard rest.first == "\"" else { return trimmed(take(&rest) { $0 != ";" }) }
        rest.removeFirst()
        var text = String.UnicodeScalarView()
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"":
                rest = rest.drop { $0 == " " || $0 == "\t" }
                return rest.isEmpty || rest.first == ";" ? String(text) : nil
            case "\\":
                if let next = rest.first, next == "\"" || next == "\\" {
                    rest.removeFirst(); text.append(next)
                } else {
                    text.append(scalar)
                }
            default: text.append(scalar)
            }
        }
        return nil
    }

    private static func take(
        _ rest: inout Substring.UnicodeScalarView, while isPart: (Unicode.Scalar) -> Bool
    ) -> Substring.UnicodeScalarView {
        let taken = rest.prefix(while: isPart)
        rest = rest[taken.endIndex...]
        return taken
    }

    private static func trimmed(_ text: Substring.UnicodeScalarView) -> String {
        let start = text.drop { $0 == " " || $0 == "\t" }
        let end = start.lastIndex { $0 != " " && $0 != "\t" }
        return end.map { String(start[...$0]) } ?? ""
    }
}
