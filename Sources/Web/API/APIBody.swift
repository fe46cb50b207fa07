import Foundation
import Hummingbird
import Station

/// What a call brings: JSON, or a form where files come with it.
struct APIBody {
    let files: [SentFile]
    /// What its idempotency key stands for.
    let fingerprint: Data
    private let content: Data
    private let isForm: Bool

    fileprivate init(json: Data) {
        (files, fingerprint, content, isForm) = ([], json, json, false)
    }

    fileprivate init(_ form: SentForm) {
        (files, fingerprint, content, isForm) = (form.files, form.fingerprint, form.fields.encoded, true)
    }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try isForm ? FormDecoding.decode(type, from: content) : FormDecoding.decodeJSON(type, from: content)
    }
}

extension Request {
    mutating func apiBody(_ context: StationContext) async throws -> APIBody {
        guard headers[.contentType]?.lowercased().hasPrefix("multipart/") == true else {
            return APIBody(json: try await body(context))
        }
        guard MultipartBoundary(contentType: headers[.contentType] ?? "") != nil else { throw MultipartForm.malformed }
        let form = try await sentForm(context)
        guard !form.isTooLarge else { throw HTTPError(.contentTooLarge) }
        return APIBody(form)
    }
}
