/// Where the ClamAV daemon listens.
public enum ClamdAddress: Hashable, Sendable, CustomStringConvertible {
    case unix(path: String)
    case tcp(host: String, port: UInt16)

    /// Reads `unix:/run/clamav/clamd.ctl` or `tcp:127.0.0.1:3310`; nil for anything else.
    public init?(_ text: String) {
        if text.hasPrefix("unix:/") {
            let path = String(text.dropFirst("unix:".count))
            // The kernel's limit, with its closing zero.
            guard path.utf8.count < 108 else { return nil }
            self = .unix(path: path)
            return
        }
        guard text.hasPrefix("tcp:"), let colon = text.lastIndex(of: ":"),
            let port = UInt16(text[text.index(after: colon)...]), port > 0
        else { return nil }
        let host = text[..<colon].dropFirst("tcp:".count)
        let bare = host.hasPrefix("[") && host.hasSuffix("]") ? host.dropFirst().dropLast() : host
        guard !bare.isEmpty else { return nil }
        self = .tcp(host: String(bare), port: port)
    }

    public var description: String {
        switch self {
        case .unix(let path): "unix:\(path)"
        case .tcp(let host, let port): "tcp:\(host.contains(":") ? "[\(host)]" : host):\(port)"
        }
    }
}
