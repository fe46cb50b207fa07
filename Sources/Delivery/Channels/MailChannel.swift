import Foundation
import Station

/// Sends plain-text mails over the administrator's SMTP server, or writes them into a folder.
struct MailChannel: Channel {
    private let engine: CurlEngine
    private let settings: DeliveryConfiguration.Mail
    private let from: MailAddress
    /// Nil for a server.
    private let folder: URL?

    /// Checks the settings; makes the folder when there is to be one.
    init(_ settings: DeliveryConfiguration.Mail, engine: CurlEngine) throws(DeliveryConfiguration.Mistake) {
        guard let from = MailAddress(settings.from) else { throw .sender(settings.from) }
        guard let url = URL(string: settings.url), let scheme = url.scheme else { throw .mailURL(settings.url) }
        switch scheme {
        case "smtp", "smtps":
            guard url.host() != nil, url.user() == nil, url.password() == nil else { throw .mailURL(settings.url) }
            folder = nil
        case "file":
            guard url.host() ?? "" == "", url.path().hasPrefix("/") else { throw .mailURL(settings.url) }
            do {
                try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
            } catch {
                throw .folder("\(error)")
            }
            folder = url
        default: throw .mailURL(settings.url)
        }
        self.settings = settings
        self.engine = engine
        self.from = from
    }

    func send(_ leased: LeasedMessage) async -> SendResult {
        let message = leased.message
        guard let to = MailAddress(message.destination) else {
            return .failed(DeliveryFault(.notMailAddress), cause: .address)
        }
        let bytes = MailMessage(from: from, name: settings.name, to: to, message: message).bytes
        return Self.judge(await engine.perform(request(message, to, bytes)))
    }

    func shutDown() async { await engine.shutDown() }

    /// What the server's last word means (RFC 5321, 4.2.1): 4xx is for now, 5xx for good. A refused sign-in or a demand
    /// for one is the station's own fault, not the message's, and is tried again.
    static func judge(_ result: CurlResult) -> SendResult {
        switch result.failure {
        case nil: .delivered
        case .stopped: .abandoned
        case .signInRefused: .retry(CurlFailure.signInRefused.fault)
        case .unusable(let why): .failed(CurlFailure.unusable(why).fault)
        case .some(let failure):
            switch result.status {
            case 530, 534, 535, 538: .retry(DeliveryFault(.mailSignIn, "\(result.status)"))
            // 550, 551, 553: no such mailbox; the others are about this mail.
            case 550, 551, 553: .failed(DeliveryFault(.noMailbox, "\(result.status)"), cause: .address)
            case 500...599: .failed(DeliveryFault(.mailRefused, "\(result.status)"))
            case 421: .retry(DeliveryFault(.mailClosing, "421"))
            case 400...499: .retry(DeliveryFault(.mailLater, "\(result.status)"), isDown: false)
            default: .retry(failure.fault)
            }
        }
    }

    private func request(_ message: OutboxMessage, _ to: MailAddress, _ bytes: [UInt8]) -> CurlRequest {
        if let folder {
            let file = folder.appending(component: "\(MailMessage.token(message.id)).eml")
            return CurlRequest(url: file.absoluteString, kind: .file(content: bytes))
        }
        let envelope = MailEnvelope(
            from: from, to: to, user: settings.user, password: settings.password, demandsTLS: settings.demandsTLS)
        return CurlRequest(url: settings.url, kind: .mail(envelope, message: bytes))
    }
}
