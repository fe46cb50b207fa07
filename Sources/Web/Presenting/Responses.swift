import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Station

extension Response {
    /// An answer of `html`.
    static func html(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "text/html; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: html)))
    }

    /// `value` as JSON with sorted keys.
    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) -> Response {
        json(text: StationJSON.text(value), status: status)
    }

    /// JSON that is written already.
    static func json(text: String, status: HTTPResponse.Status = .ok) -> Response {
        Response(
            status: status, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// A file to save; never shown inside our own pages.
    static func file(_ text: String, type: String, name: String) -> Response {
        Response(
            status: .ok,
            headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\""],
            body: .init(byteBuffer: ByteBuffer(string: text)))
    }

    /// The same for bytes.
    static func file(_ bytes: Data, type: String, name: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type, .contentDisposition: "attachment; filename=\"\(name)\""],
            body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// This page again as what the presentation says: its status, and when to try anew.
    func presenting(_ presentation: ErrorPresenter.Presentation) -> Response {
        var response = self
        response.status = presentation.status
        presentation.mark(&response)
        return response
    }

    /// Sends the browser on after a form was taken (303).
    static func seeOther(_ path: String) -> Response { .redirect(to: path, type: .normal) }
}

extension Request {
    /// The whole body, up to the context's limit.
    mutating func body(_ context: StationContext) async throws -> Data {
        Data(try await collectBody(upTo: context.maxUploadSize).readableBytesView)
    }

    /// What somebody searches for: browsers write a space in a query as `+`.
    var search: String? { uri.query.flatMap { FormDecoding.field("q", in: $0) } }

    /// A form's fields, decoded into `type`.
    mutating func form<Form: Decodable>(_ type: Form.Type, _ context: StationContext) async throws -> Form {
        try FormDecoding.decode(type, from: try await body(context))
    }
}

/// Forms and JSON bodies into typed requests, with errors that name the place.
enum FormDecoding {
    /// The value of the first field `name` in a form-encoded `text`, nil if there is none or it is misspelt.
    static func field(_ name: String, in text: String) -> String? {
        FormPair.all(in: text).first { $0.name == name }?.value
    }

    static func decode<Form: Decodable>(_ type: Form.Type, from body: Data) throws -> Form {
        guard let text = String(validating: body, as: UTF8.self) else {
            throw RequestProblem.malformed("UTF-8")
        }
        guard !StorableText.formHoldsNUL(text) else { throw RequestProblem.nulCharacter }
        do {
            return try URLEncodedFormDecoder().decode(type, from: text)
        } catch {
            throw RequestProblem.malformed("application/x-www-form-urlencoded")
        }
    }

    static func decodeJSON<Value: Decodable>(_ type: Value.Type, from body: Data) throws -> Value {
        guard String(validating: body, as: UTF8.self) != nil else { throw RequestProblem.malformed("UTF-8") }
        guard !StorableText.jsonHoldsNUL(body) else { throw RequestProblem.nulCharacter }
        do {
            return try JSONDecoder().decode(type, from: body.isEmpty ? Data("{}".utf8) : body)
        } catch let DecodingError.keyNotFound(key, context) {
            throw StationError.invalid([FieldProblem(pointer(context.codingPath + [key]), .missing)])
        } catch let DecodingError.typeMismatch(type, context) {
            throw StationError.invalid([
                FieldProblem(pointer(context.codingPath), .wrongType(expected: name(type)))
            ])
        } catch let DecodingError.valueNotFound(_, context) {
            throw StationError.invalid([FieldProblem(pointer(context.codingPath), .missing)])
        } catch let DecodingError.dataCorrupted(context) where !context.codingPath.isEmpty {
            throw StationError.invalid([
                FieldProblem(pointer(context.codingPath), .wrongType(expected: name(type)))
            ])
        } catch {
            throw RequestProblem.malformed("JSON")
        }
    }

    private static func pointer(_ path: [any CodingKey]) -> String {
        path.map { "/" + $0.stringValue.replacing("~", with: "~0").replacing("/", with: "~1") }.joined()
    }

    private static func name(_ type: any Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Bool.Type: "boolean"
        case is Int.Type, is Double.Type: "number"
        case is any Collection.Type: "array"
        default: "object"
        }
    }
}
