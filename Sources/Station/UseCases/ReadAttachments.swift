public import Casework
public import Foundation

/// A ticket's file with its content, for whoever may read it.
public struct AttachmentContent: Sendable {
    public let record: AttachedFile
    public let bytes: Data
}

extension Station {
    /// The files of a ticket that one may know of, in the order they came.
    public func attachments(of number: TicketNumber, by principal: Principal) async throws -> [AttachedFile] {
        try await ticket(number, by: principal).attachments
    }

    /// A file's content; every one handed out is audited.
    ///
    /// Absent, another ticket's and not for these eyes are the same `notFound`. Throws `fileWaits` for one in quarantine
    /// and `fileInfected` for one that was found infected.
    public func attachmentContent(
        _ id: String, of number: TicketNumber, by principal: Principal
    ) async throws -> AttachmentContent {
        let found = try await database.read { [self] tx in
            guard let ticket = try tx.tickets.ticket(number), let record = try tx.attachments.attachment(id),
                access.maySee(record, of: ticket, principal)
            else { throw StationError.notFound }
            switch record.standing {
            case .waiting: throw StationError.fileWaits
            case .infected: throw StationError.fileInfected
            case .clean, .unscanned: break
            }
            guard let bytes = try tx.attachments.bytes(id) else { throw StationError.notFound }
            return AttachmentContent(record: record, bytes: bytes)
        }
        try await database.write { [self] tx in
            try audit("attachment.read", "\(number) \(id)", by: principal.account.login, tx)
        }
        return found
    }
}

extension AccessPolicy {
    /// A file is for whoever may read the words it came with.
    func maySee(_ attachment: AttachedFile, of ticket: Ticket, _ principal: Principal) -> Bool {
        attachment.ticket == ticket.number && maySee(ticket, principal)
            && (principal.company == nil || attachment.isForCompany)
    }
}
