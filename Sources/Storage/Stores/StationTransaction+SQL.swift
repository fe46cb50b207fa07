import Station

extension StationTransaction {
    /// The stores over one connection; valid as long as its transaction.
    init(_ connection: any SQLConnection, utcOffset: Int, shelf: TicketShelf?) {
        self.init(
            companies: SQLCompanyStore(connection: connection), accounts: SQLAccountStore(connection: connection),
            selfTests: SQLSelfTestStore(connection: connection),
            tickets: SQLTicketStore(connection: connection, utcOffset: utcOffset, shelf: shelf),
            outbox: SQLOutboxStore(connection: connection), audit: SQLAuditStore(connection: connection),
            summary: SQLSummaryStore(connection: connection), leases: SQLLeaseStore(connection: connection),
            evidence: SQLEvidenceStore(connection: connection), plans: SQLPlanStore(connection: connection),
            consultations: SQLConsultationStore(connection: connection),
            cohorts: SQLCohortStore(connection: connection),
            notices: SQLNoticeStore(connection: connection), desk: SQLDeskStore(connection: connection),
            attachments: SQLAttachmentStore(connection: connection),
            textBlocks: SQLTextBlockStore(connection: connection), mentions: SQLMentionStore(connection: connection),
            routing: SQLRoutingStore(connection: connection), team: SQLTeamStore(connection: connection),
            lessons: SQLLessonStore(connection: connection),
            visits: SQLAppointmentStore(connection: connection),
            preReviews: SQLPreReviewStore(connection: connection),
            approvals: SQLApprovalStore(connection: connection)
        )
    }
}
