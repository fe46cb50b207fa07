import Foundation

extension Station {
    /// Adds to the audit trail, in the transaction of what it is about.
    func audit(
        _ action: String, _ subject: String, by who: String, result: String = "ok",
        _ tx: borrowing StationTransaction
    ) throws {
        try tx.audit.add(
            AuditEntry(
                id: ambient.newID(), at: ambient.now(), who: who.oneLine, action: action, subject: subject.oneLine,
                result: result))
    }
}

extension String {
    /// Without line breaks and control characters and at most 200 scalars: what people type cannot forge a line of a
    /// log.
    var oneLine: String {
        let breaking: Set<Unicode.GeneralCategory> = [.control, .lineSeparator, .paragraphSeparator]
        return String(
            unicodeScalars.prefix(200).map { breaking.contains($0.properties.generalCategory) ? " " : Character($0) })
    }
}
