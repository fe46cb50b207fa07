import Hummingbird

extension Site {
    /// The table of contents: every address of the station and the function behind it.
    func addRoutes(to router: Router<StationContext>) {
        router.get("/sign-in", use: signInPage)
        router.post("/sign-in", use: signIn)
        router.post("/sign-out", use: signOut)
        router.get("/reading/language", use: chooseLanguage)
        router.get("/reading/size", use: chooseSize)
        router.get("/help", use: helpPage)
        router.get("/privacy", use: privacyPage)

        router.get("/", use: homePage)
        router.get("/self-tests", use: selfTestsPage)
        router.get("/self-tests/:id", use: selfTestPage)
        router.post("/self-tests/:id/draft", use: startAgain)
        router.get("/self-tests/:id/questions/:question", use: questionPage)
        router.post("/self-tests/:id/questions/:question", use: answerQuestion)
        router.post("/self-tests/:id/questions/:question/autosave", use: autosaveQuestion)
        router.get("/evidence/:id", use: downloadEvidence)
        router.get("/self-tests/:id/template/:format", use: downloadTemplate)
        router.get("/self-tests/:id/draft/export/:format", use: exportDraft)
        router.post("/self-tests/:id/draft/import/preview", use: previewImport)
        router.post("/self-tests/:id/draft/import", use: importAnswers)
        router.get("/self-tests/:id/review", use: reviewPage)
        router.post("/self-tests/:id/submissions", use: submitSelfTest)

        router.get("/verify", use: verifyPage)
        router.get("/profiles/:id", use: profilePage)
        router.get("/profiles/:id/report", use: reportPage)
        router.get("/profiles/:id/pdf", use: reportProgress)
        router.get("/reports/report.css", use: reportStyle)
        router.get("/profiles/:id/why", use: whyPage)
        router.get("/profiles/:id/what-if", use: whatIfPage)
        router.get("/profile", use: ownOverallPage)
        router.get("/companies/:code/profile", use: companyOverallPage)
        router.get("/profiles/:id/report/:format", use: downloadReport)
        router.get("/profiles/:id/answers/:format", use: exportSubmission)
        router.post("/profiles/:id/warnings/:warning/ticket", use: openTicketForWarning)

        router.get("/plan", use: planPage)
        router.post("/plan", use: addToPlan)
        router.get("/plan/print", use: planSheet)
        router.get("/plan/calendar.ics", use: planCalendar)
        router.post("/plan/items/:id", use: changePlanItem)
        router.post("/plan/items/:id/done", use: tickPlanItem)
        router.post("/plan/items/:id/removal", use: removePlanItem)
        router.post("/plan/restoration", use: restorePlanItem)
        router.get("/consultations", use: consultationsPage)
        router.get("/consultations/new", use: askExpertPage)
        router.post("/consultations", use: askExpert)
        router.get("/consultations/:id", use: consultationPage)
        router.get("/consultations/:id/evidence/:evidence", use: downloadSharedEvidence)
        router.post("/consultations/:id/:noun", use: actOnConsultation)

        router.get("/tickets", use: ticketsPage)
        router.get("/tickets/new", use: filingPage)
        router.post("/tickets", use: fileTicket)
        router.get("/tickets/:number", use: ticketPage)
        router.post("/tickets/:number/:noun", use: actOnTicket)

        router.get("/desk", use: deskPage)
        router.get("/legs", use: legsPage)
        router.get("/summary", use: summaryPage)
        router.get("/notifications", use: notificationsPage)
        router.post("/notifications/:id/replay", use: replayNotification)
        router.get("/live", use: live)
        router.get("/me", use: accountPage)
        router.post("/me/endpoints", use: addEndpoint)
        router.post("/me/endpoints/:id", use: switchEndpoint)

        if configuration.preview != nil {
            router.get("/preview", use: previewPage)
            router.get("/preview/:id", use: proofPage)
        }

        addAPIRoutes(to: router.group("/api/v1"))
        router.get("/healthz", use: healthz)
        router.get("/readyz", use: readyz)
        router.get("/metrics", use: metrics)
    }
}
