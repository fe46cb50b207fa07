import Casework
import Foundation
import Hummingbird
import Station

/// A ticket's file without its content.
private struct TicketFileJSON: Encodable {
    let id: String
    /// The event it came with.
    let sequence: Int
    let name: String
    let type: String
    let size: Int
    let sha256: String
    let standing: String
    let uploadedAt: String

    init(_ attachment: AttachedFile, _ dates: DateText) {
        id = attachment.id
        sequence = attachment.sequence
        name = attachment.name
        type = attachment.type.rawValue
        size = attachment.size
        sha256 = attachment.sha256
        standing = attachment.standing.rawValue
        uploadedAt = dates.rfc3339(attachment.uploadedAt)
    }
}

private struct TicketFilesJSON: Encodable {
    let items: [TicketFileJSON]
}

extension Site {
    func apiTicketFiles(_ request: Request, _ context: StationContext) async throws -> Response {
        let dates = wording(context).dates
        let files = try await station.attachments(of: try ticketNumber(context), by: try context.requirePrincipal())
        return .json(TicketFilesJSON(items: files.map { TicketFileJSON($0, dates) }))
    }

    func apiTicketFile(_ request: Request, _ context: StationContext) async throws -> Response {
        try await downloadTicketFile(request, context)
    }
}
