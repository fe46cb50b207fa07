import Hummingbird

extension Site {
    /// Editions of the routing rules, and who in a unit works on what.
    func addRulesAndTeamRoutes(to router: Router<StationContext>) {
        router.get("/routing", use: routingPage)
        router.post("/routing", use: bringRouting)
        router.get("/routing/new", use: routingDraftPage)
        router.get("/routing/:number", use: routingEditionPage)
        router.get("/routing/:number/trial", use: routingTrialPage)
        router.post("/routing/:number/publications", use: publishRouting)
        router.get("/team", use: teamPage)
        router.post("/team/absences", use: enterAbsence)
        router.post("/team/absences/:id/withdrawal", use: withdrawAbsence)
        router.post("/team/absences/:id/restoration", use: restoreAbsence)
        router.post("/tickets/:number/holder", use: handTicket)
    }
}
