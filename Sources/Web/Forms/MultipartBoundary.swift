import Foundation

/// The boundary a `Content-Type: multipart/form-data` names: 1–70 of the characters RFC 2046 §5.1.1 allows.
struct MultipartBoundary: Equatable {
    let text: String

    init?(contentType: String) {
        guard contentType.utf8.count <= 1024, let value = HeaderValue(contentType),
            value.value.lowercased() == "multipart/form-data", let text = value.parameters["boundary"],
            (1...70).contains(text.utf8.count), text.last != " ", text.utf8.allSatisfy(Self.allows)
        else { return nil }
        self.text = text
    }

    private static func allows(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "a")...UInt8(ascii: "z"):
            true
        default: "'()+_,-./:=? ".utf8.contains(byte)
        }
    }
}
