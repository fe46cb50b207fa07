import Casework
import Foundation
import HealthCheck
import Hummingbird
import Station

/// One file in a ticket's history.
struct TicketFile {
    let name: String
    /// Kind and size.
    let meta: String
    /// Where it is saved from; nil while it is in quarantine, and for ever once it was found infected.
    let href: String?
    /// Why it is not handed out, or that no scanner has seen it; officers only for the latter.
    let note: String?
    let isInfected: Bool

    init(_ attachment: AttachedFile, _ wording: Wording, isInside: Bool) {
        name = attachment.name
        meta = wording.say(
            "files.meta",
            ["kind": attachment.type.rawValue.uppercased(), "size": EvidenceMessages.size(attachment.size)])
        isInfected = attachment.standing == .infected
        switch attachment.standing {
        case .waiting: (href, note) = (nil, wording.say("files.waiting"))
        case .infected: (href, note) = (nil, wording.say("files.infected"))
        case .clean: (href, note) = (Self.path(attachment), nil)
        case .unscanned: (href, note) = (Self.path(attachment), isInside ? wording.say("files.unscanned") : nil)
        }
    }

    private static func path(_ attachment: AttachedFile) -> String {
        "/tickets/\(attachment.ticket)/files/\(attachment.id)"
    }
}

extension Wording {
    /// What may be sent with one form.
    var fileLimits: String {
        say(
            "files.limits",
            ["count": "\(AttachedFile.limit)", "size": "\(SentForm.filesLimit / 1024 / 1024)"])
    }

    /// The kinds a browser offers to choose from.
    static var fileTypes: String {
        EvidenceKind.allCases.flatMap { kind in [kind.mediaType] + kind.endings.map { "." + $0 } }
            .joined(separator: ",")
    }
}

extension Site {
    /// A ticket's file, to save; a browser never shows it as a page of ours.
    func downloadTicketFile(_ request: Request, _ context: StationContext) async throws -> Response {
        let found = try await station.attachmentContent(
            try context.parameters.require("id"), of: try ticketNumber(context), by: try context.requirePrincipal())
        return .upload(found.bytes, name: found.record.name, kind: found.record.type)
    }
}

extension ActionRequest {
    /// Files speak for themselves: where nothing was written with them, their names stand for it.
    mutating func name(_ files: [SentFile]) {
        guard !files.isEmpty, (text ?? "").allSatisfy(\.isWhitespace) else { return }
        text = files.map { FileName($0.name).text }.joined(separator: "、")
    }
}
