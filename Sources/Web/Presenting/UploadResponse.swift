import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Station

extension Response {
    /// A file somebody sent, to save: never run, never shown as a page of ours, whatever is in it.
    static func upload(_ bytes: Data, name: String, kind: EvidenceKind?) -> Response {
        let plain = String(
            name.unicodeScalars.map { scalar -> Character in
                scalar.isASCII && scalar != "\"" && scalar != "\\" && scalar.value >= 32 ? Character(scalar) : "_"
            })
        let escaped = name.addingPercentEncoding(
            withAllowedCharacters: CharacterSet(
                charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-_"))
        return Response(
            status: .ok,
            headers: [
                .contentType: kind?.mediaType ?? "application/octet-stream",
                .contentDisposition: "attachment; filename=\"\(plain)\"; filename*=UTF-8''\(escaped ?? plain)",
                .contentSecurityPolicy: "default-src 'none'; sandbox",
            ],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }
}
