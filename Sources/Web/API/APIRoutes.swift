import Hummingbird

extension Site {
    /// The same use cases as the pages, as JSON: DESIGN's stable outside face.
    func addAPIRoutes(to api: RouterGroup<StationContext>) {
        api.post("session", use: apiSignIn)
        api.get("self-tests", use: apiSelfTests)
        api.get("self-tests/:id", use: apiSelfTest)
        api.get("self-tests/:id/draft", use: apiDraft)
        api.put("self-tests/:id/draft", use: apiSaveDraft)
        api.get("self-tests/:id/questions/:question/evidence", use: apiEvidence)
        api.post("self-tests/:id/questions/:question/evidence", use: apiAddEvidence)
        api.get("evidence/:id", use: apiEvidenceContent)
        api.delete("evidence/:id", use: apiRemoveEvidence)
        api.post("self-tests/:id/submissions", use: apiSubmit)
        api.get("profiles/:id", use: apiProfile)
        api.get("profiles/:id/report/:format", use: downloadReport)
        api.get("reports/:code", use: apiVerify)
        api.get("profiles/:id/explanation", use: apiExplanation)
        api.post("profiles/:id/what-if", use: apiWhatIf)
        api.get("companies/:code/profile", use: apiCompanyProfile)
        api.get("companies/:code/trend", use: apiTrend)
        api.post("warnings/:id/ticket", use: apiOpenTicketForWarning)
        api.post("tickets", use: apiFileTicket)
        api.get("tickets", use: apiTickets)
        api.get("tickets/:number", use: apiTicket)
        api.get("tickets/:number/events", use: apiTicketEvents)
        api.post("tickets/:number/:noun", use: apiActOnTicket)
        api.get("summary", use: apiSummary)
        api.get("notifications", use: apiNotifications)
        api.post("notifications/:id/replay", use: apiReplay)
        api.get("openapi.json", use: apiDocument)
    }
}
