extension ActionNoun {
    /// Where the ticket's page holds a field of this action: what a message on top links to. Several forms of one page
    /// have a reason or a text, so the field's name alone would lead to none or to another form's.
    func fieldID(of field: String) -> String {
        switch (self, field) {
        case (.returns, "code"): "return-code"
        case (.legs, "unit"): "leg-unit"
        case (.rulings, "unit"): "rule-unit"
        case (.papers, "due"): "papers-due"
        case (.papers, _): "papers-text"
        case (.parents, "ticket"): "join-ticket"
        case (.merges, "ticket"): "merge-ticket"
        case (.links, "ticket"): "link-ticket"
        case (_, "files"), (_, "block"), (_, "mention"): box.map { "\($0)-\(field)" } ?? field
        case (.reclassifications, "matter"): "reclassify-matter"
        case (.opinions, "leg"): "opinion-text"
        case (.reviews, "finding"): "finding"
        case (_, "text"), (_, "reason"): textID ?? field
        default: field
        }
    }

    /// What the fields beside the action's text are called after.
    private var box: String? {
        switch self {
        case .opinions: "opinion"
        case .feedback: "answer"
        case .notes: "note"
        case .messages: "reply"
        case .materials: "supply"
        case .materialRequests: "request"
        case .minutes: "minutes"
        default: nil
        }
    }

    /// The action's own text, where it has one on the page.
    private var textID: String? {
        switch self {
        case .opinions: "opinion-text"
        case .feedback: "answer-text"
        case .notes: "note-text"
        case .messages: "reply-text"
        case .reviews: "review-text"
        case .separations: "unmerge-reason"
        case .transfers: "transfer-reason"
        case .materialRequests: "request-text"
        case .returns: "return-reason"
        case .escalations: "escalate-reason"
        case .minutes: "minutes-text"
        case .supervisions: "supervise-reason"
        case .rulings: "rule-reason"
        case .refusal: "refuse-reason"
        case .reopening: "reopen-reason"
        case .withdrawal: "withdraw-reason"
        case .reclassifications: "reclassify-reason"
        case .retimings: "retime-reason"
        case .retractions: "retract-reason"
        case .calls: "call-text"
        case .legs: "question"
        default: nil
        }
    }
}
