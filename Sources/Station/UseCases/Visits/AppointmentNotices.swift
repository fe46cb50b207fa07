import Casework
import Foundation
import HealthCheck

extension Station {
    func tellCompany(
        _ kind: Notice.Kind, of appointment: Appointment, by principal: Principal?, _ tx: borrowing StationTransaction
    ) throws {
        guard let company = try tx.companies.company(appointment.company) else { return }
        try tell(kind, of: appointment, company, by: principal, tx)
    }

    /// One message to the company; it leads to the appointment and to its invitation.
    func tell(
        _ kind: Notice.Kind, of appointment: Appointment, _ company: Company, by principal: Principal?,
        _ tx: borrowing StationTransaction
    ) throws {
        var context = NoticeWriter.Context(company: company, path: "/appointments/\(appointment.id)")
        context.due = appointment.offerEnds
        context.actor = principal?.account.id
        context.matterUnit = catalogue.sites.site(appointment.site)?.unit
        context.visit = appointment
        context.title = catalogue.matter(appointment.matter)?.name[company.language]
        try NoticeWriter(station: self).write([Notice(kind, to: .company)], context, tx)
    }

    /// What a notice says of a visit; empty without one.
    func values(of appointment: Appointment?, _ language: Language) -> [String: String] {
        guard let appointment else { return ["time": "", "place": "", "calendar": ""] }
        let site = catalogue.sites.site(appointment.site)
        let dates = DateText(policy.calendar, language)
        return [
            "time": appointment.slot.map { dates.moment($0.start) } ?? dates.day(appointment.day),
            "place": site.map { "\($0.name[language])（\($0.address[language])）" } ?? appointment.site,
            "calendar": settings.baseURL + "/appointments/\(appointment.id)/invitation.ics",
        ]
    }
}
