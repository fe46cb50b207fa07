import Casework
import Foundation
import HealthCheck

extension Station {
    /// A visit as an invitation for the company's calendar (RFC 5545 and 5546): the same UID for as long as the
    /// appointment lives, a SEQUENCE that rises with every change, CANCEL when it is taken back.
    ///
    /// Nil for what has no time yet.
    func invitation(
        to appointment: Appointment, company: Company?, language: Language
    ) -> OutboxMessage.Invitation? {
        guard let slot = appointment.slot, ![.waiting, .offered, .lapsed].contains(appointment.state) else {
            return nil
        }
        let isCancelled = appointment.state == .cancelled
        let method: OutboxMessage.Invitation.Method = isCancelled ? .cancel : .request
        let site = catalogue.sites.site(appointment.site)
        let matter = catalogue.matter(appointment.matter)?.name[language] ?? appointment.matter
        let place = site.map { "\($0.name[language]), \($0.address[language])" } ?? appointment.site
        let link = settings.baseURL + "/appointments/\(appointment.id)"
        let papers = (catalogue.matter(appointment.matter)?.papers ?? []).map { "– " + $0[language] }
        let details = [
            catalogue.locales.text("invitation.papers", language), papers.joined(separator: "\n"),
            [site?.phone, link].compactMap(\.self).joined(separator: " · "),
        ].joined(separator: "\n")
        let summary = catalogue.locales.text("invitation.summary", language, ["matter": matter])
        let organiser = site.flatMap { catalogue.unit($0.unit) } ?? catalogue.unit(policy.desk)
        func local(_ date: Date) -> String { CalendarText.time(date, offset: policy.calendar.utcOffset) }
        var lines = [
            "BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//CloudStation//Appointments//EN", "CALSCALE:GREGORIAN",
            "METHOD:\(method.rawValue)",
        ]
        lines += Self.shanghai
        lines += [
            "BEGIN:VEVENT", "UID:\(appointment.id)@cloudstation", "DTSTAMP:\(CalendarText.stamp(ambient.now()))",
            "SEQUENCE:\(appointment.sequence)", "STATUS:\(isCancelled ? "CANCELLED" : "CONFIRMED")",
            "DTSTART;TZID=Asia/Shanghai:\(local(slot.start))", "DTEND;TZID=Asia/Shanghai:\(local(slot.end))",
            "SUMMARY:\(CalendarText.escaped(summary))", "LOCATION:\(CalendarText.escaped(place))",
            "DESCRIPTION:\(CalendarText.escaped(details))", "URL:\(link)",
        ]
        if let organiser {
            lines.append(
                "ORGANIZER;CN=\(CalendarText.quoted(organiser.name[language])):mailto:\(organiser.email)")
        }
        if let company, company.contactEmail.allSatisfy({ $0.isASCII && !$0.isWhitespace && !$0.isNewline }) {
            lines.append(
                "ATTENDEE;CN=\(CalendarText.quoted(appointment.visitor.name));PARTSTAT=ACCEPTED;RSVP=FALSE"
                    + ":mailto:\(company.contactEmail)")
        }
        if !isCancelled {
            lines += [
                "BEGIN:VALARM", "ACTION:DISPLAY", "DESCRIPTION:\(CalendarText.escaped(summary))", "TRIGGER:-PT2H",
                "END:VALARM",
            ]
        }
        return OutboxMessage.Invitation(method, file: CalendarText.file(lines + ["END:VEVENT", "END:VCALENDAR"]))
    }

    /// One offset all year, since 1991.
    private static let shanghai = [
        "BEGIN:VTIMEZONE", "TZID:Asia/Shanghai", "BEGIN:STANDARD", "DTSTART:19910915T000000", "TZOFFSETFROM:+0800",
        "TZOFFSETTO:+0800", "TZNAME:CST", "END:STANDARD", "END:VTIMEZONE",
    ]
}
