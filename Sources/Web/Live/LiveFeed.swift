import Casework
import Foundation
import HTTPTypes
import Hummingbird
import Station

/// What a page wants to hear of, from the moment it shows.
enum LiveFeed: Hashable, Sendable {
    /// One ticket, shown in this version.
    case ticket(TicketNumber, version: Int)
    /// The reader's own lists, read at this time.
    case lists(since: Date)
    /// The files of the catalogue as an editor previews them, read so many times.
    case catalogue(generation: Int)

    /// Reads what `address` wrote; throws `malformed` for anything else.
    init(_ request: Request) throws {
        let parameters = request.uri.queryParameters
        if let number = parameters["ticket"].flatMap({ TicketNumber(String($0)) }),
            let version = parameters["version"].flatMap({ Int($0) })
        {
            self = .ticket(number, version: version)
        } else if let milliseconds = parameters["since"].flatMap({ Int64($0) }) {
            self = .lists(since: Date(timeIntervalSince1970: Double(milliseconds) / 1000))
        } else if let generation = parameters["catalogue"].flatMap({ Int($0) }) {
            self = .catalogue(generation: generation)
        } else {
            throw RequestProblem.malformed("ticket & version | since")
        }
    }

    /// Where the page's script listens.
    var address: String {
        switch self {
        case .ticket(let number, let version): "/live?ticket=\(number)&version=\(version)"
        case .lists(let moment): "/live?since=\(Int64((moment.timeIntervalSince1970 * 1000).rounded()))"
        case .catalogue(let generation): "/live?catalogue=\(generation)"
        }
    }

    /// Whether a change of `number` may be news here.
    func watches(_ number: TicketNumber) -> Bool {
        switch self {
        case .ticket(let own, _): own == number
        case .lists: true
        case .catalogue: false
        }
    }
}

/// What the page's frame needs to say that there is news.
struct LiveBar {
    /// Where to listen.
    let address: String
    /// The page itself, to look at it anew.
    let refresh: String
    /// Whether the page reloads itself instead of saying so: an editor's preview.
    let reloads: Bool

    init(_ feed: LiveFeed, refresh: String, reloads: Bool = false) {
        address = feed.address
        self.refresh = refresh
        self.reloads = reloads
    }
}
