/// What a gateway says later of a message it took.
public struct DeliveryReceipt: Hashable, Sendable {
    /// The gateway's own number of the message.
    public let number: String
    public let isDelivered: Bool
    /// The gateway's code where it did not arrive; one line, no text of the message.
    public let code: String?

    public init(number: String, isDelivered: Bool, code: String?) {
        self.number = number
        self.isDelivered = isDelivered
        self.code = code
    }
}

extension Station {
    /// Takes in receipts of text messages; gives how many were for a message that waited for one. A repeated receipt
    /// changes nothing.
    public func takeReceipts(_ receipts: [DeliveryReceipt]) async throws -> Int {
        let now = ambient.now()
        return try await database.write { [self] tx in
            var taken = 0
            for receipt in receipts {
                guard let entry = try tx.outbox.entry(receipt: receipt.number, channel: .sms) else { continue }
                let fault = receipt.isDelivered ? nil : DeliveryFault(.receipt, receipt.code ?? "")
                let isNews = try tx.outbox.settle(
                    entry.message.id, isDelivered: receipt.isDelivered, error: fault?.description, at: now)
                guard isNews else { continue }
                taken += 1
                if let fault {
                    try deliveryEnded(entry.message, DeliveryEnding(.message, fault), tx)
                }
            }
            return taken
        }
    }
}
