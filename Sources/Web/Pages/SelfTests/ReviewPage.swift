import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Station

struct ReviewPage {
    let id: String
    let title: String
    let startHref: String
    let missing: [Row]
    let hasMissing: Bool
    let missingText: String
    let dimensions: [Part]
    let idempotencyKey: String
    let errors: ErrorSummary?
    let consentError: String?
    let keeps: Bool
    let shares: Bool
    let opensTickets: Bool
    /// A first look asks for no more than to be computed.
    let isFirstLook: Bool
    /// What by the answers endangers persons: for it a ticket opens whatever is ticked.
    let dangers: [String]
    let inDanger: Bool
    let submitText: String
    let backNote: String?

    struct Part {
        let title: String
        let rows: [Row]
    }

    struct Row {
        let text: String
        let answer: String
        let href: String
        let problem: String?
    }
}

extension Site {
    /// What the review form sends.
    private struct SubmissionForm: Decodable {
        var keep: String?
        var share: String?
        var tickets: String?
        var idempotencyKey: String?
    }

    func reviewPage(_ request: Request, _ context: StationContext) async throws -> Response {
        let test = try await station.selfTest(try context.parameters.require("id"), for: try context.requirePrincipal())
        guard test.draft != nil else { return .seeOther(Self.afterSubmitting(test)) }
        return reviewPage(test, SubmissionForm(), [], context)
    }

    /// Without a draft there is nothing to review: the newest profile, or the start.
    private static func afterSubmitting(_ test: SelfTestOverview) -> String {
        test.newest.map { "/profiles/\($0.id)" } ?? "/self-tests/\(test.questionnaire.id)"
    }

    /// Submits the draft; on a problem the review is shown again with what was ticked.
    func submitSelfTest(_ request: Request, _ context: StationContext) async throws -> Response {
        var request = request
        let body = try await request.body(context)
        let form = try FormDecoding.decode(SubmissionForm.self, from: body)
        let principal = try context.requirePrincipal()
        let id = try context.parameters.require("id")
        let key = form.idempotencyKey.map { IdempotencyKey($0, request: body) }
        let test = try await station.selfTest(id, for: principal)
        guard test.draft != nil else {
            // A repeated press finds no draft any more: the key leads to the profile of the first one.
            guard let key, let first = try await station.submittedSelfTest(under: key, by: principal) else {
                return .seeOther(Self.afterSubmitting(test))
            }
            return .seeOther("/profiles/\(first.record.id)?new=1")
        }
        let consent =
            form.keep == nil
            ? nil : Consent(shareWithOfficers: form.share != nil, openTickets: form.tickets != nil)
        do {
            let submitted = try await station.submitDraft(id, consent: consent, by: principal, key: key)
            return .seeOther("/profiles/\(submitted.record.id)?new=1")
        } catch StationError.invalid(let problems) {
            return reviewPage(test, form, problems, context)
        }
    }

    private func reviewPage(
        _ test: SelfTestOverview, _ form: SubmissionForm, _ problems: [FieldProblem], _ context: StationContext
    ) -> Response {
        let wording = wording(context)
        let questionnaire = test.questionnaire
        let answers = test.draft?.answers ?? [:]
        let missing = test.missing
        let progress = test.progress
        let asked = Set(test.asked.map(\.id))
        let isFirstLook = questionnaire.role == .firstLook
        let dangers = station.dangers(in: test).map { $0[context.reader.language] }
        let base = "/self-tests/\(questionnaire.id)"
        let percent = progress.total == 0 ? 0 : progress.answered * 100 / progress.total
        let model = ReviewPage(
            id: questionnaire.id, title: questionnaire.title[context.reader.language], startHref: base,
            missing: missing.map { row($0, nil, base, context) }, hasMissing: !missing.isEmpty,
            missingText: wording.say("review.missing", ["count": "\(missing.count)", "percent": "\(percent)"]),
            dimensions: questionnaire.dimensions.map { dimension in
                ReviewPage.Part(
                    title: dimension.title[context.reader.language],
                    rows: dimension.questions.filter { asked.contains($0.id) }.map {
                        row($0, answers[$0.id], base, context)
                    })
            },
            idempotencyKey: form.idempotencyKey ?? station.ambient.newID(),
            errors: problems.isEmpty ? nil : errors(problems, context),
            consentError: problems.contains { $0.pointer == "/consent" }
                ? wording.say("problem.consent-missing") : nil,
            keeps: form.keep != nil, shares: form.share != nil, opensTickets: form.tickets != nil,
            isFirstLook: isFirstLook, dangers: dangers, inDanger: !dangers.isEmpty,
            submitText: wording.say(isFirstLook ? "first-look.submit" : "review.submit"),
            backNote: hiddenNote(test, wording))
        return pages.response(
            "review", model, title: wording.say("review.title", ["title": model.title]), context,
            path: "\(base)/review", status: problems.isEmpty ? .ok : .unprocessableContent,
            hasErrors: !problems.isEmpty)
    }

    /// What was answered and is asked no more is said: it is kept, and counts nowhere.
    private func hiddenNote(_ test: SelfTestOverview, _ wording: Wording) -> String? {
        let asked = Set(test.asked.map(\.id))
        let hidden = (test.draft?.answers ?? [:]).keys.count { !asked.contains($0) }
        return hidden == 0 ? nil : wording.say("review.hidden", ["count": "\(hidden)"])
    }

    private func row(
        _ question: Question, _ value: AnswerValue?, _ base: String, _ context: StationContext
    ) -> ReviewPage.Row {
        var problem: String?
        if let value {
            do {
                _ = try question.parse(value, in: station.answerContext(at: station.ambient.now()))
            } catch {
                problem = messages(context).text(FieldProblem("/", .answer(error.reason)))
            }
        }
        return ReviewPage.Row(
            text: question.text[context.reader.language],
            answer: AnswerText(wording: wording(context)).text(value, question),
            href: "\(base)/questions/\(question.id)?from=review", problem: problem)
    }
}

/// An answer in the reader's words.
struct AnswerText {
    let wording: Wording

    func text(_ value: AnswerValue?, _ question: Question) -> String {
        guard let value else {
            return wording.say(question.kind.isScored ? "review.not-answered" : "review.left-empty")
        }
        if value == .unknown { return wording.say("question.unknown-short") }
        if value == .notApplicable { return wording.say("question.not-applicable-short") }
        switch question.kind {
        case .number(_, let unit): return "\(value.typed) \(unit[wording.language])"
        case .percent: return "\(value.typed)%"
        case .date: return AnswerDay(value.typed).map { wording.dates.fullDay($0.start) } ?? value.typed
        case .destinations:
            return value.typedRows.map(destination).joined(separator: wording.say("list.semicolon"))
        case .text: return value.typed
        case .file: return wording.say("evidence.count", ["count": "\(value.files.count)"])
        case .yesNo, .single, .multiple:
            let chosen = question.kind.choices.filter { value.chosen.contains($0.id) }
            return chosen.isEmpty
                ? value.typed : chosen.map { $0.label[wording.language] }.joined(separator: wording.say("list.comma"))
        }
    }

    /// `越南（40%，12 人）`
    private func destination(_ row: [String: AnswerValue]) -> String {
        let typed = row["country"]?.typed ?? ""
        let name = wording.station.catalogue.countries[typed]?.name[wording.language] ?? typed
        let cells = [
            row["revenueShare"].map { "\($0.typed)%" },
            row["staff"].map { wording.say("destinations.staff-count", ["count": $0.typed]) },
        ].compactMap(\.self)
        return wording.say(
            "destinations.answer", ["country": name, "cells": cells.joined(separator: wording.say("list.comma"))])
    }
}
