import Station

/// One transfer for `CurlEngine`. What a kind may do (protocols, addresses, sign-in) is fixed by the kind, so that a
/// webhook can never reach what only mail may.
struct CurlRequest: Sendable {
    enum Kind: Sendable {
        /// An HTTP POST to an address that a company named: guarded.
        case post(headers: [(name: String, value: String)], body: [UInt8])
        /// A mail to one recipient over the server the administrator named: not guarded.
        case mail(MailEnvelope, message: [UInt8])
        /// A file under a folder the administrator named.
        case file(content: [UInt8])
    }

    let url: String
    let kind: Kind
}

/// From whom, to whom and how a mail is handed over. Addresses are bare and checked (`MailAddress`).
struct MailEnvelope: Sendable {
    let from: MailAddress
    let to: MailAddress
    let user: String?
    let password: String?
    /// STARTTLS or nothing: a server that does not offer it gets no mail.
    let demandsTLS: Bool
}

/// How long and how much a transfer may take.
struct CurlLimits: Sendable {
    var connect: Duration = .seconds(5)
    /// Everything, from name look-up to the last byte.
    var total: Duration = .seconds(20)
    /// For each word of a mail server, its farewell included: curl waits for that with the whole thread, by itself for two
    /// minutes.
    var reply: Duration = .seconds(8)
    /// Bytes of an answer's body; more ends the transfer.
    var body = 64 * 1024
    /// Bytes of an answer's header lines; more ends the transfer.
    var headers = 32 * 1024
    /// Connections to one host and port at a time; 0 is without limit.
    var connectionsPerHost = 0
    /// File of certificate authorities, PEM; nil is the system's.
    var authorities: String?
}

/// What came of a transfer.
struct CurlResult: Sendable {
    /// HTTP status or the last SMTP reply code; 0 when nothing was answered.
    var status = 0
    /// HTTP header lines of the answer, names in lower case; the last of a repeated name.
    var headers: [String: String] = [:]
    var body: [UInt8] = []
    /// Nil when the transfer ran to its end.
    var failure: CurlFailure?
}
