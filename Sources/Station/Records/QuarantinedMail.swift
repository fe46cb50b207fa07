public import Casework
public import Foundation

/// A mail that waits for a person to say whether it is what it seems. Its text is kept only as long.
public struct QuarantinedMail: Hashable, Sendable, Identifiable {
    /// As in `InboundMail`.
    public let id: String
    public let at: Date
    /// Why it was kept apart: a word, as in `InboundMail`.
    public let reason: String
    /// The whole address: who looks has to know whose it is.
    public let sender: String
    /// The ticket of the notice it answers.
    public let ticket: TicketNumber?
    /// What the sender wrote, without the mail it answers; at most as long as a message may be.
    public let text: String
    /// Whether there was more.
    public let isCut: Bool

    public init(
        id: String, at: Date, reason: String, sender: String, ticket: TicketNumber?, text: String, isCut: Bool
    ) {
        self.id = id
        self.at = at
        self.reason = reason
        self.sender = sender
        self.ticket = ticket
        self.text = text
        self.isCut = isCut
    }
}

/// What a person made of a quarantined mail. From then on it counts as accepted or refused.
public struct MailRuling: Hashable, Sendable {
    public let mail: String
    public let at: Date
    /// The ticket it became a message on; nil: refused.
    public let ticket: TicketNumber?
    /// Login.
    public let by: String

    public init(mail: String, at: Date, ticket: TicketNumber?, by: String) {
        self.mail = mail
        self.at = at
        self.ticket = ticket
        self.by = by
    }
}
