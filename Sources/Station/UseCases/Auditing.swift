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
    /// Without control characters and at most 200 characters: what people type cannot forge a line of a log.
    var oneLine: String {
        String(unicodeScalars.map { $0.properties.generalCategory == .control ? " " : Character($0) }.prefix(200))
    }
}
