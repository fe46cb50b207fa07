import Casework
import Foundation

/// What did not arrive is never silent: its owner hears by another way, and the desk hears of the rest.
extension Station: DeliveryFollowUp {
    public func deliveryEnded(
        _ message: OutboxMessage, _ ending: DeliveryEnding, _ tx: borrowing StationTransaction
    ) throws {
        // What tells of a failure tells of no other: two broken ways would report each other for ever.
        guard !Self.reports.contains(where: { message.kind.hasPrefix($0.rawValue) }) else { return }
        switch (message.channel, ending.cause) {
        case (.webhook, .gone): try disable(message.destination, .gone, ending.fault, tx)
        case (.webhook, .gaveUp):
            guard try !hasDelivered(message, since: ambient.now().addingTimeInterval(-24 * 3600), tx) else { return }
            try disable(message.destination, .unreachable, ending.fault, tx)
        case (.webhook, _): return
        case (_, .address): try flag(message, ending, tx)
        case (_, .message), (_, .gaveUp), (_, .unknown), (_, .gone):
            try report(.deliveryFailed, to: .desk, about: message, ending, tx)
        }
    }

    /// The notices that tell of failed deliveries.
    static let reports: [Notice.Kind] = [.endpointDisabled, .addressRefused, .deliveryFailed]

    private func disable(
        _ id: String, _ cause: WebhookEndpoint.Disabling.Cause, _ fault: DeliveryFault,
        _ tx: borrowing StationTransaction
    ) throws {
        // Its company may be changing it at this moment, and it is saved as a whole.
        try tx.companies.holdEndpoint(id)
        guard var endpoint = try tx.companies.endpoint(id), endpoint.isEnabled else { return }
        endpoint.disabled = WebhookEndpoint.Disabling(cause, at: ambient.now())
        try tx.companies.save(endpoint)
        try audit("endpoint.disable", id, by: "system", result: fault.description, tx)
        guard let company = try tx.companies.company(endpoint.company) else { return }
        var context = NoticeWriter.Context(company: company, path: "/me/endpoints/\(id)")
        (context.reason, context.fault) = (endpoint.url, fault)
        try NoticeWriter(station: self).write([Notice(.endpointDisabled, to: .company)], context, tx)
    }

    private func hasDelivered(
        _ message: OutboxMessage, since start: Date, _ tx: borrowing StationTransaction
    ) throws -> Bool {
        try tx.outbox.count(
            OutboxQuery(
                state: .delivered, channel: message.channel, destination: message.destination, since: start),
            limit: 1) > 0
    }

    /// Nothing more is sent there; its owner is told by the ways that are left, the desk too.
    private func flag(
        _ message: OutboxMessage, _ ending: DeliveryEnding, _ tx: borrowing StationTransaction
    ) throws {
        try tx.notices.save(
            RefusedAddress(address: message.destination, reason: ending.fault.description, at: ambient.now()))
        try audit(
            "address.refuse", Masking.address(message.destination), by: "system", result: ending.fault.description,
            tx)
        try report(.addressRefused, to: .desk, about: message, ending, tx)
        guard message.company != nil else { return }
        try report(.addressRefused, to: .company, about: message, ending, tx)
    }

    private func report(
        _ kind: Notice.Kind, to audience: Notice.Audience, about message: OutboxMessage, _ ending: DeliveryEnding,
        _ tx: borrowing StationTransaction
    ) throws {
        let company = try message.company.flatMap { try tx.companies.company($0) }
        let path = audience == .company ? "/me/notices" : "/notifications/\(message.id)"
        var context = NoticeWriter.Context(company: company, path: path)
        context.ticket = try message.ticket.flatMap { try tx.tickets.ticket($0) }
        (context.reason, context.fault) = (Masking.address(message.destination), ending.fault)
        try NoticeWriter(station: self).write([Notice(kind, to: audience)], context, tx)
    }
}

/// Addresses as logs and lists show them: enough to tell them apart, too little to use.
public enum Masking {
    /// `l•••@example.com`, `•••5678`.
    public static func address(_ address: String) -> String {
        guard let at = address.firstIndex(of: "@") else {
            return address.contains(where: \.isNumber) ? "•••\(address.suffix(4))" : address
        }
        return "\(address.prefix(1))•••\(address[at...])"
    }
}
