import Casework
import Station

/// Which messages the station sends, and so must have.
enum NoticeList {
    /// `<kind>.<audience>`, the names of the files.
    static let required: Set<String> = [
        "ticket-submitted.company", "ticket-submitted.desk", "ticket-accepted.company", "ticket-transferred.company",
        "ticket-transferred.lead", "ticket-returned.desk", "leg-opened.assisting", "opinion-given.lead",
        "materials-requested.company", "materials-supplied.lead", "ticket-escalated.managers",
        "ticket-answered.company", "ticket-refused.company", "ticket-closed.lead", "ticket-closed.company",
        "ticket-rated.lead", "ticket-rated-poorly.managers", "ticket-reopened.lead", "ticket-withdrawn.lead",
        "ticket-withdrawn.company", "ticket-merged.company", "message-from-company.lead",
        "message-to-company.company", "deadline-missed.lead", "deadline-missed.desk", "deadline-missed.managers",
        "deadline-near.lead", "deadline-near.desk", "deadline-near.company", "leg-missed.assisting", "leg-missed.lead",
        "call-missed.lead", "call-missed.desk", "call-missed.managers",
        "ticket-recalled.lead", "veto-overruled.assisting", "veto-overruled.lead", "consultation-held.assisting",
        "papers-to-follow.company", "ticket-supervised.lead", "ticket-supervised.desk", "rating-reviewed.company",
        "ticket-unmerged.company", "ticket-unmerged.lead", "ticket-unmerged.desk", "parts-ended.lead",
        "parts-ended.desk", "ticket-reclassified.company", "ticket-reclassified.lead", "deadline-moved.company",
        "deadline-moved.lead",
        "profile-issued.company", "warning-raised.company", "consultation-asked.expert",
        "consultation-answered.company", "consultation-withdrawn.expert", "retest-due.company",
        "endpoint-disabled.company", "address-refused.company", "address-refused.desk", "delivery-failed.desk",
        "mentioned.person", "file-refused.person",
        "mail-quarantined.desk",
        "appointment-booked.company", "appointment-moved.company", "appointment-cancelled.company",
        "appointment-offered.company", "appointment-lapsed.company", "appointment-due.company",
        "pre-review-asked.lead", "pre-review-done.company", "pre-review-mend.company",
    ]

    /// Reports the messages that are missing among `files`, and those that nobody sends.
    static func check(_ files: [String], folder: String, proof: Proofreading) {
        for missing in required.subtracting(files).sorted() {
            proof.error(
                "the message \(missing) is missing", at: Place(file: folder), hint: "write \(folder)/\(missing).yaml")
        }
        for extra in Set(files).subtracting(required).sorted() {
            proof.warning(
                "the message \(extra) is never sent", at: Place(file: "\(folder)/\(extra).yaml"),
                hint: Spelling.hint(for: extra, among: required))
        }
    }
}
