import Casework
import Foundation
import Hummingbird
import Station

struct InboxPage {
    let items: [Item]
    let isEmpty: Bool
    let hasUnread: Bool
    let next: String?
    let isOfficer: Bool

    struct Item {
        let id: String
        let subject: String
        let at: String
        let isUnread: Bool
        let isUrgent: Bool
        let ticket: String?
    }
}

extension Site {
    func inboxPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let wording = wording(context)
        let page = try await station.inbox(
            limit: 30, cursor: request.uri.queryParameters["cursor"].map(String.init),
            by: try context.requirePrincipal())
        let model = InboxPage(
            items: page.items.map { item in
                InboxPage.Item(
                    id: item.id, subject: item.subject, at: wording.dates.moment(item.at),
                    isUnread: item.readAt == nil, isUrgent: item.isUrgent, ticket: item.ticket?.description)
            }, isEmpty: page.items.isEmpty, hasUnread: context.unread > 0,
            next: page.next.map { Self.link("/inbox", cursor: $0, parameters: [:]) },
            isOfficer: context.principal?.party.map { $0 != .company } ?? false)
        return pages.response("inbox", model, title: wording.say("inbox.title"), context, path: "/inbox")
    }

    /// Opens what an item is about, and marks it read: a form, since following a link changes nothing.
    func openInboxItem(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        let path = try await station.readInboxItem(try context.parameters.require("id"), by: principal)
        return .seeOther(path)
    }

    func markInboxRead(_ request: Request, _ context: StationContext) async throws -> Response {
        try await station.markAllRead(by: try context.requirePrincipal())
        return .seeOther("/inbox")
    }
}
