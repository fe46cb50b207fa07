import Foundation
import Station

/// A mail as it goes over the wire (RFC 5322). The same outbox message gives the same bytes on every attempt, so that a
/// mailbox can tell a repeated one by its `Message-ID`.
struct MailMessage: Sendable {
    let from: MailAddress
    let name: String
    let to: MailAddress
    let message: OutboxMessage

    /// CRLF lines of at most 78 letters, ASCII only; text and HTML, and an invitation where there is one.
    var bytes: [UInt8] {
        let headers = [
            "Date: \(MailDate.format(message.createdAt))",
            "From: \(sender)",
            "To: <\(to)>",
            "Subject: \(EncodedWord.encode(message.payload.subject))",
            "Message-ID: <\(Self.token(message.id))@\(from.domain)>",
            "MIME-Version: 1.0",
            "Content-Type: multipart/alternative;\r\n boundary=\"\(boundary)\"",
            "Content-Transfer-Encoding: 7bit",
            // Keeps holiday repliers quiet (RFC 3834).
            "Auto-Submitted: auto-generated",
        ]
        return Array((headers.joined(separator: "\r\n") + "\r\n\r\n" + body).utf8)
    }

    /// An id cut down to what may stand in a Message-ID and in a file name.
    static func token(_ id: String) -> String {
        String(
            id.unicodeScalars.map {
                $0.isASCII && ($0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-")
                    ? Character($0) : "_"
            })
    }

    private var sender: String {
        let name = EncodedWord.flatten(name)
        guard !name.isEmpty else { return "<\(from)>" }
        let isPlain =
            name.utf8.count <= 40 && name.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == " ") }
        return isPlain ? "\(name) <\(from)>" : "\(EncodedWord.encodeAll(name))\r\n <\(from)>"
    }

    /// Base64 holds no `_`, so it never stands in a part.
    private var boundary: String { "=_\(Self.token(message.id).prefix(50))" }

    /// The text, the same as HTML for those who read it so, and last, as what says most, what belongs into a calendar.
    private var body: String {
        var parts = [
            ("plain; charset=utf-8", message.payload.body),
            ("html; charset=utf-8", MailHTML.page(message.payload.body)),
        ]
        if let invitation = message.payload.invitation {
            parts.append(("calendar; charset=utf-8; method=\(invitation.method.rawValue)", invitation.file))
        }
        return parts.map { "--\(boundary)\r\n" + Self.part($0, $1) }.joined() + "--\(boundary)--\r\n"
    }

    private static func part(_ kind: String, _ content: String) -> String {
        let text =
            content
            .replacing("\r\n", with: "\n").replacing("\r", with: "\n").replacing("\n", with: "\r\n")
        return "Content-Type: text/\(kind)\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + Data(text.utf8).base64EncodedString(
                options: [.lineLength76Characters, .endLineWithCarriageReturn, .endLineWithLineFeed]) + "\r\n"
    }
}
