import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import NIOCore
import Station

/// An evidence file without its content.
private struct EvidenceJSON: Encodable {
    let id: String
    let selfTest: String
    let question: String
    let name: String
    let type: String
    let size: Int
    let sha256: String
    let uploadedAt: String

    init(_ record: EvidenceRecord, _ dates: DateText) {
        id = record.id
        selfTest = record.selfTest
        question = record.question
        name = record.name
        type = record.type
        size = record.size
        sha256 = record.sha256
        uploadedAt = dates.rfc3339(record.uploadedAt)
    }
}

private struct EvidenceListJSON: Encodable {
    let items: [EvidenceJSON]
}

extension Site {
    /// The files beside a question of the draft.
    func apiEvidence(_ request: Request, _ context: StationContext) async throws -> Response {
        let dates = wording(context).dates
        let found = try await station.evidence(
            for: try context.parameters.require("question"), of: try context.parameters.require("id"),
            by: try context.requirePrincipal())
        return .json(EvidenceListJSON(items: found.map { EvidenceJSON($0, dates) }))
    }

    /// A file, as a form's field `file` or as the body itself with its name in the query.
    func apiAddEvidence(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let (bytes, name) = try await Self.file(in: request)
        let record = try await station.addEvidence(
            bytes, named: name, to: try context.parameters.require("question"),
            of: try context.parameters.require("id"), by: principal)
        var response = Response.json(EvidenceJSON(record, wording(context).dates), status: .created)
        response.headers[.location] = "/api/v1/evidence/\(record.id)"
        return response
    }

    static func file(in request: Request) async throws -> (bytes: Data, name: String) {
        var request = request
        let type = request.headers[.contentType] ?? ""
        if type.lowercased().hasPrefix("multipart/") {
            try request.refuse(bodiesOver: evidenceFormLimit)
            guard let file = try await request.multipart(upTo: evidenceFormLimit).file("file") else {
                throw StationError.invalid([FieldProblem("/file", .answer(.expectsFiles))])
            }
            return (file.bytes, file.fileName)
        }
        try request.refuse(bodiesOver: EvidenceFile.maxBytes)
        let name = request.uri.query.flatMap { FormDecoding.field("filename", in: $0) }
        guard let name, !name.isEmpty else {
            throw StationError.invalid([FieldProblem("/filename", .missing)])
        }
        return (Data(try await request.collectBody(upTo: EvidenceFile.maxBytes).readableBytesView), name)
    }

    func apiEvidenceContent(_ request: Request, _ context: StationContext) async throws -> Response {
        try await downloadEvidence(request, context)
    }

    func apiRemoveEvidence(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.removeEvidence(
            try context.parameters.require("id"), by: try context.requirePrincipal())
        return Response(status: .noContent)
    }
}
