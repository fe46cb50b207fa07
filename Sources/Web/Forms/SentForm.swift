import Crypto
import Foundation
import Hummingbird
import Station

/// A form that may bring files, however it was encoded.
struct SentForm: Sendable {
    let fields: FormFields
    let files: [SentFile]
    /// More came than is taken: no file is here, and only the fields that stood before them are.
    let isTooLarge: Bool

    /// The most bytes of all files of one form: 20 MB, as of one file.
    static let filesLimit = EvidenceFile.maxBytes
    /// What stands around the files, texts of the longest among it.
    fileprivate static let around = 256 * 1024
    /// The most bytes that are let pass of a form that is too large.
    fileprivate static let patience = 256 * 1024 * 1024
    /// The name of every field for files.
    static let filesField = "files"

    /// What an idempotency key stands for: fields and files, not the boundary, which a browser makes anew each time.
    var fingerprint: Data {
        var text = fields.encoded
        for file in files {
            text += Data("&\(SHA256.hash(data: file.bytes).hexadecimal)=\(file.name)".utf8)
        }
        return text
    }
}

extension Request {
    /// Reads the form. One that is too large is read up to its files and no further, so that what was typed is not lost.
    mutating func sentForm(_ context: StationContext) async throws -> SentForm {
        let type = headers[.contentType] ?? ""
        guard let boundary = MultipartBoundary(contentType: type) else {
            let fields = try FormFields(urlencoded: try await body(context))
            return SentForm(fields: fields, files: [], isTooLarge: false)
        }
        let (body, isWhole) = try await multipartBody()
        let parts = isWhole ? try MultipartParts(body, boundary).all() : MultipartParts(body, boundary).whole()
        let form = try MultipartForm(parts, of: body)
        let files = isWhole ? form.files.filter { $0.name == SentForm.filesField } : []
        return SentForm(
            fields: FormFields(form), files: files.map { SentFile(name: $0.fileName, bytes: $0.bytes) },
            isTooLarge: !isWhole)
    }

    /// The body; only its beginning where it is too large, whether it said so or not.
    private mutating func multipartBody() async throws -> (body: Data, isWhole: Bool) {
        let limit = SentForm.filesLimit + SentForm.around
        let said = headers[.contentLength].flatMap { Int($0) } ?? 0
        let wanted = said > limit ? SentForm.around : limit
        var read = Data()
        // What grows by doubling would hold up to twice the file.
        read.reserveCapacity(min(said, wanted))
        var count = 0
        for try await piece in body {
            count += piece.readableBytes
            if count <= wanted { read += piece.readableBytesView }
            // Not answered before most of it is in: a sender who never looks up would meet a closed connection.
            guard count <= SentForm.patience else { break }
        }
        return count > limit ? (Data(read.prefix(SentForm.around)), false) : (read, true)
    }
}
