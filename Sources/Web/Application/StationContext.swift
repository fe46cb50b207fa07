import HealthCheck
public import Hummingbird
import Logging
import NIOCore
public import Station

/// What one request carries along: who asks, and how they like to read.
public struct StationContext: RequestContext {
    public var coreContext: CoreRequestContextStorage
    /// Who is signed in, nil for nobody.
    public var principal: Principal?
    /// The token of the session, to end it.
    public var sessionToken: String?
    var reader = Reader()
    /// Notices in the person's inbox that are not read; at most 100. Counted for pages only.
    var unread = 0
    /// The address the connection comes from, for slowing down sign-in failures.
    let remoteAddress: String
    /// When the connection is closed, by whichever side.
    let closed: EventLoopFuture<Void>

    /// Bodies beyond this answer 413.
    public var maxUploadSize: Int { 1024 * 1024 }

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress?.ipAddress ?? "unknown"
        closed = source.channel.closeFuture
    }

    /// The signed-in person; throws `signInRequired` for everybody else.
    func requirePrincipal() throws(StationError) -> Principal {
        guard let principal else { throw .signInRequired }
        return principal
    }
}

/// How somebody likes to read: language, print size, contrast. Kept in cookies, changed by links.
struct Reader: Sendable {
    enum Size: String, Sendable, CaseIterable {
        case normal, large, largest

        /// The text size charts are drawn at, in pixels.
        var chartText: Int {
            switch self {
            case .normal: 14
            case .large: 18
            case .largest: 24
            }
        }
    }

    var language = Language.zhHans
    var size = Size.normal
    var isHighContrast = false
}
