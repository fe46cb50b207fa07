import Foundation
import Hummingbird
import NIOCore

/// A form sent as `multipart/form-data` (RFC 7578), in the order it was sent: its text fields and its files.
///
/// At most 100 parts, 8 KiB of headers each, a boundary of at most 70 characters. What is not well formed throws
/// `RequestProblem.malformed("multipart/form-data")`, a text that holds NUL `RequestProblem.nulCharacter`. Takes time in
/// proportion to the body, whatever it holds.
struct MultipartForm: Sendable {
    /// One text field.
    struct Field: Sendable, Equatable {
        let name: String
        let value: String
    }

    /// One chosen file. Its type and its name are what the sender says; nothing is proven by them.
    struct File: Sendable, Equatable {
        /// The form's field it came in.
        let name: String
        /// The last component of its name, free of control characters; never empty for a part that brought a name.
        let fileName: String
        /// The type the sender gives, lower case and without parameters; `application/octet-stream` where none is given.
        let contentType: String
        /// A slice of the body that shares its memory; its first index is not 0.
        let bytes: Data
    }

    /// Text fields; a name may come several times.
    let fields: [Field]
    /// Files; a file field in which nothing was chosen is left out.
    let files: [File]

    /// The most parts a form may have.
    static let maxParts = 100

    /// The first text given for `name`.
    func value(_ name: String) -> String? { fields.first { $0.name == name }?.value }

    /// Every text given for `name`, as ticked boxes send them.
    func values(_ name: String) -> [String] { fields.filter { $0.name == name }.map(\.value) }

    /// The first file chosen in `name`.
    func file(_ name: String) -> File? { files.first { $0.name == name } }

    /// Reads `body`, which came with the header `contentType`.
    init(_ body: Data, contentType: String?) throws(RequestProblem) {
        guard let contentType, let boundary = MultipartBoundary(contentType: contentType) else {
            throw Self.malformed
        }
        try self.init(try MultipartParts(body, boundary).all(), of: body)
    }

    /// The form of these parts of `body`.
    init(_ parts: [MultipartParts.Part], of body: Data) throws(RequestProblem) {
        var fields: [Field] = []
        var files: [File] = []
        for part in parts {
            guard let head = MultipartHead(part.head) else { throw Self.malformed }
            let bytes = body[part.content]
            if let fileName = head.fileName {
                guard !(fileName.isEmpty && bytes.isEmpty) else { continue }
                files.append(File(name: head.name, fileName: fileName, contentType: head.contentType, bytes: bytes))
            } else {
                guard !bytes.contains(0) else { throw .nulCharacter }
                guard let value = String(validating: bytes, as: UTF8.self) else { throw .malformed("UTF-8") }
                fields.append(Field(name: head.name, value: value))
            }
        }
        self.fields = fields
        self.files = files
    }

    static let malformed = RequestProblem.malformed("multipart/form-data")
}

extension Request {
    /// The form in the body, of at most `limit` bytes in all; a larger one answers 413.
    mutating func multipart(upTo limit: Int) async throws -> MultipartForm {
        let body = Data(try await collectBody(upTo: limit).readableBytesView)
        return try MultipartForm(body, contentType: headers[.contentType])
    }
}
