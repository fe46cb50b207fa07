import Hummingbird

extension Site {
    /// The same use cases as the pages, as JSON: DESIGN's stable outside face.
    func addAPIRoutes(to api: RouterGroup<StationContext>) {
        api.post("session", use: apiSignIn)
        api.get("self-tests", use: apiSelfTests)
        api.get("self-tests/:id", use: apiSelfTest)
        api.get("self-tests/:id/draft", use: apiDraft)
        api.put("self-tests/:id/draft", use: apiSaveDraft)
        api.post("self-tests/:id/draft/import", use: apiImport)
        api.get("self-tests/:id/template", use: apiTemplate)
        api.post("self-tests/:id/submissions", use: apiSubmit)
        api.get("profiles/:id", use: apiProfile)
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
