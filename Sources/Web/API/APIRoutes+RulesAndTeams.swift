import Hummingbird

extension Site {
    /// Editions of the routing rules, teams and what was learned, as JSON.
    func addRulesAndTeamRoutes(to api: RouterGroup<StationContext>) {
        api.get("routing", use: apiRouting)
        api.post("routing", use: apiBringRouting)
        api.get("routing/:number", use: apiRoutingEdition)
        api.get("routing/:number/trial", use: apiTryRouting)
        api.post("routing/:number/publications", use: apiPublishRouting)
        api.get("team", use: apiTeam)
        api.post("team/absences", use: apiEnterAbsence)
        api.delete("team/absences/:id", use: apiWithdrawAbsence)
        api.post("team/absences/:id/restoration", use: apiRestoreAbsence)
        api.get("tickets/:number/holder", use: apiHolder)
        api.put("tickets/:number/holder", use: apiHand)
        api.get("suggestions", use: apiSuggestions)
    }
}
