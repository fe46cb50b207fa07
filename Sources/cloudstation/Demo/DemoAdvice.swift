import Casework
import Foundation
import HealthCheck
import Station

/// What the first company does about its newest profile with a red line: four things in its plan, and one question put to
/// the expert, who has answered.
struct DemoAdvice {
    let profile: DemoProfile
    let company: Account
    let expert: Account
    let calendar: WorkingCalendar
    let now: Date

    /// Stores all of it; the caller's transaction makes it one.
    func store(in tx: borrowing StationTransaction, chance: inout DemoChance) throws {
        let asked = calendar.date(workingMinutes: 700, before: now)
        for item in plan(from: calendar.date(workingMinutes: 900, before: now), &chance) { try tx.plans.add(item) }
        guard let line = profile.record.profile.redLines.first else { return }
        let consultation = consultation(about: line.question, at: asked, &chance)
        try tx.consultations.add(consultation)
        let looked = calendar.date(workingMinutes: 300, before: now)
        try tx.consultations.add(
            ConsultationLook(
                id: UUIDv7.make(at: looked, random: chance.bytes(10)), consultation: consultation.id,
                account: expert.id, accountName: expert.displayName, file: nil, at: looked))
        let answered = calendar.date(workingMinutes: 270, before: now)
        try tx.consultations.add(
            ConsultationEntry(
                id: UUIDv7.make(at: answered, random: chance.bytes(10)), consultation: consultation.id,
                author: expert.id, authorName: expert.displayName, body: "", opinion: Self.opinion,
                isForCompany: true, at: answered))
    }

    private func consultation(about question: String, at asked: Date, _ chance: inout DemoChance) -> Consultation {
        Consultation(
            id: UUIDv7.make(at: asked, random: chance.bytes(10)), company: profile.record.company,
            profile: profile.record.id, share: .question(question),
            question: "我们有 4 名工程师持商务签在外调试设备，马上要再派 2 人。先停下来，还是可以边办工作许可边派？",
            purpose: "签约、出资或派人前核对", expert: expert.id, state: .answered, consentedBy: company.displayName,
            consentedAt: asked, endedAt: nil, version: 2)
    }

    private static let opinion = LegalOpinion(
        conclusion: "持商务签在现场调试，多数国家按务工处理。建议先停派，已在外的 4 人尽快改办工作许可。",
        articles: ["对外劳务合作管理条例（国务院令第 620 号）第八条"],
        steps: "1. 列出 4 人的签证种类、到期日和实际工作。\n2. 请当地雇主或项目方出具工作许可申请材料。\n3. 许可下来前，只做商务签允许的会谈和验收。")

    /// Of the four one is done, one overdue, one due soon, one without a day.
    private func plan(from start: Date, _ chance: inout DemoChance) -> [PlanItem] {
        let today = calendar.day(of: now)
        let cases: [(owner: String, due: CivilDay?, note: String, isDone: Bool)] = [
            ("行政部 小王", today.advanced(by: -12), "", true),
            ("人事部 小李", today.advanced(by: -3), "等境外项目部把名单报上来。", false),
            ("人事部 小李", today.advanced(by: 5), "", false),
            ("", nil, "", false),
        ]
        return zip(profile.record.profile.recommendations, cases).compactMap { recommendation, item in
            guard let question = profile.questionnaire.question(recommendation.question),
                let advice = profile.sheet.advice(on: recommendation.question).first
            else { return nil }
            return PlanItem(
                id: UUIDv7.make(at: start, random: chance.bytes(10)), company: profile.record.company,
                selfTest: profile.questionnaire.id, profile: profile.record.id, question: question.id,
                title: question.text, advice: advice, owner: item.owner, due: item.due, note: item.note,
                doneAt: item.isDone ? calendar.date(workingMinutes: 480, before: now) : nil,
                version: item.isDone ? 3 : 2, createdAt: start)
        }
    }

    /// Plans the reminder of each newest profile. Those that would be late by now count as sent: nobody is told of a
    /// history that never was.
    static func planRetests(
        of profiles: [DemoProfile], _ calendar: WorkingCalendar, now: Date, in tx: borrowing StationTransaction
    ) throws {
        for profile in profiles.sorted(by: { $0.record.issuedAt < $1.record.issuedAt })
        where profile.questionnaire.role == .full {
            let planned = RetestReminder(after: profile.record, calendar, sentAt: nil)
            let isPast = planned.dueAt <= now
            try tx.cohorts.plan(
                isPast ? RetestReminder(after: profile.record, calendar, sentAt: planned.dueAt) : planned)
        }
    }
}
