import Casework
import Foundation
import Hummingbird
import Station

/// Where one was called by name.
struct MentionsPage {
    let items: [Item]
    let isEmpty: Bool

    struct Item {
        let number: String
        let title: String
        let href: String
        let who: String
        let at: String
        let text: String
    }
}

/// Who an officer is.
struct OfficerPage {
    let name: String
    let unit: String?
    let phone: String?
    let isMe: Bool
}

extension Site {
    func mentionsPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let lines = try await station.mentions(by: try context.requirePrincipal())
        let model = MentionsPage(
            items: lines.map { line in
                MentionsPage.Item(
                    number: line.mention.ticket.description, title: line.title,
                    href: "/tickets/\(line.mention.ticket)#event-\(line.mention.sequence)", who: line.actor,
                    at: wording.dates.moment(line.mention.at), text: line.text)
            }, isEmpty: lines.isEmpty)
        return pages.response("mentions", model, title: wording.say("mentions.title"), context, path: "/mentions")
    }

    func officerPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let card = try await station.officer(login: try context.parameters.require("login"), by: principal)
        let model = OfficerPage(
            name: card.name, unit: card.unit.map { wording(context).unitName($0) },
            phone: card.unit.flatMap { station.catalogue.unit($0)?.phone },
            isMe: card.login == principal.account.login)
        return pages.response("officer", model, title: card.name, context, path: "/officers/\(card.login)")
    }
}
