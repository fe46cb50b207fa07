import Casework
import Foundation

/// Which list of the desk somebody works through, as an address keeps it, so that an act leads back to it.
struct QueueAddress: Hashable {
    /// `tab=inProgress&q=…`, only of what the queue knows; nil for the list it opens with.
    let query: String?

    /// Reads an address or what a form sent; whatever else it says is left out, so that it leads nowhere else.
    init(_ text: String?) {
        func field(_ name: String) -> String { text.flatMap { FormDecoding.field(name, in: $0) } ?? "" }
        let tab = field("tab")
        query =
            Site.query(
                cursor: field("cursor").nonEmpty,
                parameters: ["tab": tab == "submitted" ? "" : tab, "q": field("q")]
            ).nonEmpty
    }

    /// The list itself; with `done`, it says what was just done.
    func path(done: TicketNumber? = nil) -> String {
        let parts = [done.map { "done=\($0)" }, query].compactMap(\.self)
        return parts.isEmpty ? "/desk" : "/desk?" + parts.joined(separator: "&")
    }

    /// `list=…`, for an address that is to remember it; nil for the list the queue opens with.
    var parameter: String? { query.map { "list=\(FormFields.escaped($0))" } }
}
