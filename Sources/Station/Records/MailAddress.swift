/// A bare mail address that is safe to put into a header and into an SMTP command: ASCII, no quotes, spaces or brackets.
public struct MailAddress: Hashable, Sendable, CustomStringConvertible {
    public let description: String
    /// What follows the @.
    public let domain: String

    /// Nil unless `text` is `local@domain` by the dot-atom form of RFC 5322, 3.4.1, within the lengths of RFC 5321.
    public init?(_ text: String) {
        let parts = text.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, text.utf8.count <= 254, (1...64).contains(parts[0].utf8.count), !parts[1].isEmpty,
            Self.isDotted(parts[0], Self.localMarks), Self.isDotted(parts[1], "-")
        else { return nil }
        description = text
        domain = String(parts[1])
    }

    private static let localMarks = "!#$%&'*+-/=?^_`{|}~"

    private static func isDotted(_ text: Substring, _ marks: String) -> Bool {
        text.split(separator: ".", omittingEmptySubsequences: false).allSatisfy { label in
            !label.isEmpty
                && label.unicodeScalars.allSatisfy {
                    $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil)
                        || marks.unicodeScalars.contains($0)
                }
        }
    }
}
