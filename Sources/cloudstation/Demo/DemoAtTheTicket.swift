import Casework
import Crypto
import Foundation
import HealthCheck
import Station

/// What lies beside the words of the demonstration's open tickets: papers companies sent, a name called in a note, texts
/// that units keep.
struct DemoAtTheTicket {
    let catalogue: StationCatalogue
    let accounts: [Account]
    let now: Date

    /// Tickets of a company that get a paper.
    private static let papers = 2

    /// Stores all of it; the caller's transaction makes it one.
    func store(in tx: borrowing StationTransaction, chance: inout DemoChance) throws {
        try storePapers(in: tx, chance: &chance)
        try storeMention(in: tx)
        try storeTexts(in: tx, chance: &chance)
    }

    private func storePapers(in tx: borrowing StationTransaction, chance: inout DemoChance) throws {
        for owner in accounts where owner.company != nil {
            let query = TicketQuery(company: owner.company, states: TicketState.open, limit: Self.papers)
            for ticket in try tx.tickets.list(query).items {
                let words = "\(ticket.number) \(owner.login): copy of the paper"
                let bytes = DemoPaper(words: words).bytes
                let name = catalogue.matter(ticket.filing.matter)?.papers.first?.zhHans ?? "材料"
                try tx.attachments.add(
                    AttachedFile(
                        id: UUIDv7.make(at: ticket.filedAt, random: chance.bytes(10)), ticket: ticket.number,
                        sequence: 1, action: .file, name: "\(name.prefix(30))（示例）.pdf", type: .pdf, size: bytes.count,
                        sha256: SHA256.hash(data: bytes).hexadecimal, uploadedBy: owner.id,
                        uploadedAt: ticket.filedAt, standing: .unscanned), bytes)
            }
        }
    }

    /// The exit-entry officer asks the desk on one of the unit's tickets.
    private func storeMention(in tx: borrowing StationTransaction) throws {
        guard let liaison = accounts.first(where: { $0.roles.contains(.liaison) }),
            let officer = accounts.first(where: { $0.unit == "entry-exit" })
        else { return }
        let query = TicketQuery(states: [.inProgress], lead: "entry-exit", limit: 1)
        guard let ticket = try tx.tickets.list(query).items.first else { return }
        let step = try ticket.applying(
            .note(text: "@\(liaison.login) 企业问能不能到窗口当面交，下午有没有人在？"), by: .unit("entry-exit"), at: now,
            policy: catalogue.policy)
        try tx.tickets.save(step.ticket, RecordedEvent(event: step.event, actor: officer.displayName))
        try tx.mentions.add(
            Mention(account: liaison.id, ticket: ticket.number, sequence: step.event.sequence, at: now))
    }

    private func storeTexts(in tx: borrowing StationTransaction, chance: inout DemoChance) throws {
        let texts: [(TextBlock.Owner, String, String, String)] = [
            (
                .unit("entry-exit"), "照片不合格",
                "诉求 {number} 的照片不能用：要白底、近六个月、不戴帽子。重拍后直接在云站上传，不用再跑一趟。",
                "The photograph for {number} cannot be used: white ground, at most six months old, no hat. Upload a new one on the station."
            ),
            (
                .unit(catalogue.policy.desk), "转给主办单位了", "诉求 {number} 已转{unit}，{promised} 前答复。电话 {unitPhone}。",
                "Your request {number} is with {unit}; you hear from them by {promised}. Telephone {unitPhone}."
            ),
        ]
        for (owner, title, chinese, english) in texts {
            try tx.textBlocks.add(
                TextBlock(
                    id: UUIDv7.make(at: now, random: chance.bytes(10)), owner: owner,
                    title: LocalizedText(zhHans: title, en: title),
                    body: LocalizedText(zhHans: chinese, en: english), updatedBy: "demonstration", updatedAt: now))
        }
    }
}

/// A page that says what it is, as a company would scan it.
private struct DemoPaper {
    /// ASCII without brackets.
    let words: String

    /// A PDF 1.4 of one page.
    var bytes: Data {
        let text = "BT /F1 18 Tf 60 760 Td (\(words)) Tj ET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ]
        var body = "%PDF-1.4\n"
        var table = "0000000000 65535 f \n"
        for (place, object) in objects.enumerated() {
            table += String(format: "%010d 00000 n \n", body.utf8.count)
            body += "\(place + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = body.utf8.count
        body += "xref\n0 \(objects.count + 1)\n\(table)"
        body += "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Data(body.utf8)
    }
}
