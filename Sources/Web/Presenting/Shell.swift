import Casework
import Foundation
import HealthCheck
import Station

/// The frame of every page: who and where you are, how you read, where you can go, whom to ask.
struct Shell {
    /// Which density and frame a page has.
    enum Place: String {
        case `public`, company, desk, wall
    }

    let title: String
    let lang: String
    let place: String
    let size: String
    let contrast: String
    let isPublic: Bool
    let isDesk: Bool
    let accountName: String
    let inbox: Inbox?
    let nav: [NavItem]
    let banners: [String]
    let deskPhone: String
    let deskPhoneLink: String
    let otherLanguage: String
    let otherLanguageCode: String
    let languageLink: String
    let sizeLink: String
    let isLarge: Bool
    let path: String
    let live: LiveBar?
    /// Only while an editor previews questionnaires.
    let preview: PreviewBar?

    /// The link to the person's inbox.
    struct Inbox {
        let text: String
        /// Nil when everything is read.
        let count: String?
        let label: String
    }

    struct NavItem {
        let href: String
        let icon: String
        let text: String
        let isHere: Bool
        let key: String
    }

    init(
        station: Station, configuration: WebConfiguration, context: StationContext, title: String, path: String,
        place: Place?, hasErrors: Bool, live: LiveBar? = nil
    ) {
        let language = context.reader.language
        let locales = station.catalogue.locales
        let principal = context.principal
        let error = hasErrors ? locales.text("app.error-prefix", language) : ""
        self.title = "\(error)\(title) – \(locales.text("app.name", language))"
        lang = language.rawValue
        let chosen = place ?? Self.place(principal)
        self.place = chosen.rawValue
        size = context.reader.size.rawValue
        contrast = context.reader.isHighContrast ? "high" : "normal"
        isPublic = principal == nil
        isDesk = chosen == .desk
        accountName = principal?.account.displayName ?? ""
        inbox = principal.map { _ in Self.inbox(context.unread, locales, language) }
        nav = Self.items(principal, station.catalogue.sites).map { item in
            NavItem(
                href: item.href, icon: item.icon, text: locales.text("nav.\(item.name)", language),
                isHere: Self.isHere(item.href, path), key: item.key)
        }
        banners = Self.banners(principal, station, language)
        let desk = station.catalogue.unit(station.catalogue.policy.desk)
        deskPhone = desk?.phone ?? ""
        deskPhoneLink = "tel:" + deskPhone.filter(\.isNumber)
        let other = language == .zhHans ? Language.en : .zhHans
        otherLanguage = other == .en ? "English" : "中文"
        otherLanguageCode = other.rawValue
        let back = Self.escaped(path)
        languageLink = "/reading/language?to=\(other.rawValue)&back=\(back)"
        isLarge = context.reader.size != .normal
        sizeLink = "/reading/size?to=\(isLarge ? "normal" : "large")&back=\(back)"
        self.path = path
        self.live = live
        preview = configuration.preview.map(PreviewBar.init)
    }

    /// Officers count on deadlines, so they are told when the coming year's holidays are not there.
    private static func banners(_ principal: Principal?, _ station: Station, _ language: Language) -> [String] {
        guard let principal, principal.company == nil else { return [] }
        let calendar = station.catalogue.policy.calendar
        let year = calendar.day(of: station.ambient.now()).year
        return [year, year + 1].filter { calendar.years[$0] == nil }.map {
            station.catalogue.locales.text("banner.calendar", language, ["year": "\($0)"])
        }
    }

    private static func inbox(_ unread: Int, _ locales: Locales, _ language: Language) -> Inbox {
        let count = unread > 99 ? "99+" : "\(unread)"
        return Inbox(
            text: locales.text("inbox.title", language), count: unread == 0 ? nil : count,
            label: unread == 0
                ? locales.text("inbox.none-unread", language)
                : locales.text("inbox.unread", language, ["count": count]))
    }

    private static func escaped(_ path: String) -> String {
        path.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? "%2F"
    }

    private static func place(_ principal: Principal?) -> Place {
        guard let principal else { return .public }
        return principal.company == nil ? .desk : .company
    }

    /// A profile belongs to the self-tests, mails to the notices.
    private static func isHere(_ href: String, _ path: String) -> Bool {
        path == href || (href == "/appointments/day" && path.hasPrefix("/appointments"))
            || (href != "/" && path.hasPrefix(href + "/"))
            || (href == "/notifications" && ["/mails", "/notices"].contains { path == $0 || path.hasPrefix($0 + "/") })
            || (href == "/self-tests" && ["/profile", "/plan", "/consultations"].contains { path.hasPrefix($0) })
    }

    private struct Item {
        let href: String
        let icon: String
        let name: String
        let key: String
    }

    private static func items(_ principal: Principal?, _ sites: ServiceSites) -> [Item] {
        guard let principal else { return [] }
        let me = Item(href: "/me", icon: "person", name: "me", key: "m")
        let notifications = Item(href: "/notifications", icon: "bell", name: "notifications", key: "n")
        let tickets = Item(href: "/tickets", icon: "ticket", name: "tickets", key: "l")
        if principal.company != nil {
            return [
                Item(href: "/", icon: "home", name: "home", key: "h"),
                Item(href: "/self-tests", icon: "check", name: "self-tests", key: "s"), tickets, me,
            ]
        }
        let visits = Item(href: "/appointments/day", icon: "calendar", name: "visits", key: "v")
        let papers = Item(href: "/pre-reviews", icon: "file", name: "pre-reviews", key: "p")
        let approvals = Item(href: "/approvals", icon: "check", name: "approvals", key: "r")
        if principal.isLiaison {
            return [
                Item(href: "/desk", icon: "queue", name: "desk", key: "q"), tickets, visits, papers, approvals,
                notifications, me,
            ]
        }
        if let unit = principal.unit {
            let legs = Item(href: "/legs", icon: "legs", name: "legs", key: "l")
            let team = Item(href: "/team", icon: "users", name: "team", key: "b")
            return [legs] + (sites.sites.contains { $0.unit == unit } ? [visits] : []) + [papers, team, me]
        }
        if principal.isManager {
            return [
                Item(href: "/summary", icon: "screen", name: "summary", key: "h"), tickets, approvals, notifications,
                me,
            ]
        }
        if principal.account.roles.contains(.expert) {
            return [Item(href: "/consultations", icon: "book", name: "consultations", key: "h"), me]
        }
        if principal.account.roles.contains(.administrator) {
            let routing = Item(href: "/routing", icon: "list", name: "routing", key: "o")
            return [notifications, routing, approvals, me]
        }
        return principal.account.roles.contains(.auditor) ? [tickets, me] : [me]
    }
}
