import Casework
import Foundation
import Hummingbird
import Station

/// Where the caller was called by name.
private struct MentionJSON: Encodable {
    let ticket: String
    let sequence: Int
    let title: String
    let actor: String
    let text: String
    let at: String
}

private struct MentionsJSON: Encodable {
    let items: [MentionJSON]
}

extension Site {
    func apiMentions(_ request: Request, _ context: StationContext) async throws -> Response {
        let dates = wording(context).dates
        let lines = try await station.mentions(by: try context.requirePrincipal())
        return .json(
            MentionsJSON(
                items: lines.map {
                    MentionJSON(
                        ticket: $0.mention.ticket.description, sequence: $0.mention.sequence, title: $0.title,
                        actor: $0.actor, text: $0.text, at: dates.rfc3339($0.mention.at))
                }))
    }
}
