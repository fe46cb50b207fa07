import Casework
import Hummingbird
import NIOCore
import ServiceLifecycle
import Station

/// One open page that waits for news, as server-sent events (HTML Living Standard §9.2). Says only *that* there is news,
/// once, and then ends.
struct LiveStream: Sendable {
    let station: Station
    let streams: LiveStreams
    let feed: LiveFeed
    /// Of the session that opened it; when that ends, so does the stream.
    let token: String
    let principal: Principal
    let heartbeat: Duration
    /// When the connection is closed.
    let closed: EventLoopFuture<Void>
    /// Knows how often the catalogue was read; nil but in an editor's preview.
    let preview: PreviewMode?

    /// How a stream ends. After `left` the reader may come back, elsewhere or later.
    private enum Ending {
        case news, over, left
    }

    /// Changes within this time are one look.
    private static let burst: Duration = .milliseconds(300)

    func write(to writer: inout any ResponseBodyWriter) async throws {
        let inbox = LiveInbox()
        // Listening begins before the first look, so that nothing falls in between.
        let changes = station.changes()
        let place = streams.enter(principal.account.id) { inbox.ring(.surplus) }
        defer { streams.leave(principal.account.id, place) }
        closed.whenComplete { _ in inbox.ring(.gone) }
        // Not all at the same moment when a process has ended.
        try await writer.write(ByteBuffer(string: "retry: \(Int.random(in: 2000...5000))\n\n"))
        let ending = try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { await forward(changes, to: inbox) }
            group.addTask { try await beat(inbox) }
            group.addTask {
                try await gracefulShutdown()
                inbox.ring(.shutdown)
            }
            defer { group.cancelAll() }
            return try await listen(inbox, &writer)
        }
        switch ending {
        case .news: try await writer.write(ByteBuffer(string: "event: news\ndata: changed\n\n"))
        case .over: try await writer.write(ByteBuffer(string: "event: over\ndata: over\n\n"))
        case .left: break
        }
        try await writer.finish(nil)
    }

    private func forward(_ changes: AsyncStream<StationChange>, to inbox: LiveInbox) async {
        for await change in changes {
            if case .ticket(let number) = change, feed.watches(number) { inbox.add(number) }
        }
    }

    private func beat(_ inbox: LiveInbox) async throws {
        while true {
            try await Task.sleep(for: heartbeat)
            inbox.ring(.heartbeat)
        }
    }

    private func listen(_ inbox: LiveInbox, _ writer: inout any ResponseBodyWriter) async throws -> Ending {
        var reader = principal
        if try await hasNews(for: reader) { return .news }
        for await signal in inbox.signals {
            do {
                switch inbox.ending ?? signal {
                case .changed:
                    try await Task.sleep(for: Self.burst)
                    if try await isNews(inbox.empty(), for: reader) { return .news }
                case .heartbeat:
                    guard let present = try await station.principal(token: token) else { return .over }
                    reader = present
                    try await writer.write(ByteBuffer(string: ": \n\n"))
                    // Hints may be lost between processes; those in the box are among what is looked at now.
                    _ = inbox.empty()
                    if try await hasNews(for: reader) { return .news }
                case .surplus: return .over
                case .gone, .shutdown: return .left
                }
            } catch is StationError {
                // Not this reader's any more.
                return .over
            } catch is StoreError {
                // A store that does not answer now is asked again at the next heartbeat.
            }
        }
        return .left
    }

    /// Whether something happened since the page was made.
    private func hasNews(for reader: Principal) async throws -> Bool {
        switch feed {
        case .ticket(let number, let version): try await station.version(of: number, by: reader) > version
        case .lists(let moment): try await station.hasListNews(since: moment, for: reader)
        case .catalogue(let shown): preview.map { $0.generation() != shown } ?? false
        }
    }

    private func isNews(_ numbers: Set<TicketNumber>, for reader: Principal) async throws -> Bool {
        switch feed {
        case .ticket, .catalogue: try await hasNews(for: reader)
        case .lists: try await station.isListed(anyOf: numbers, for: reader)
        }
    }
}
