import Casework
import Foundation
public import HealthCheck
public import Station

/// Problems in the reader's words.
struct FieldMessages {
    let catalogue: StationCatalogue
    let language: Language

    var locales: Locales { catalogue.locales }

    /// One problem as a sentence.
    func text(_ problem: FieldProblem) -> String {
        // A field that has a sentence of its own for being empty says it: “请填写一句话说明”.
        // One of several alike says it for all: `/reason-1` is a reason, and so is `/papers/1/reason`.
        let field = problem.pointer.replacing(/^\/papers\/\d+|-\d+$/, with: "").replacing("/", with: "-")
        let own = "problem.missing\(field)"
        if problem.code == .missing, locales.contains(own, language) { return locales.text(own, language) }
        return text(problem.code)
    }

    private func text(_ problem: AttachmentProblem) -> String {
        switch problem {
        case .unfit(let problem): EvidenceMessages(locales: locales, language: language).text(problem)
        case .infected: say("file-infected")
        }
    }

    private func text(_ code: FieldProblem.Code) -> String {
        switch code {
        case .missing: say("missing")
        case .tooLong(let limit): say("too-long", ["limit": "\(limit)"])
        case .unknownMatter: say("unknown-matter")
        case .unknownUnit: say("unknown-unit")
        case .unknownCompany: say("unknown-company")
        case .unknownTicket: say("unknown-ticket")
        case .ticketEnded: say("ticket-ended")
        case .creditCode(let mistake): text(mistake)
        case .answer(let reason): text(reason)
        case .evidence(let problem): EvidenceMessages(locales: locales, language: language).text(problem)
        case .evidenceQuota(let limit): say("evidence-quota", ["limit": "\(limit / 1024 / 1024)"])
        case .paperQuota(let used, let limit, let size):
            say(
                "paper-quota",
                [
                    "used": megabytes(used), "limit": megabytes(limit), "left": megabytes(max(0, limit - used)),
                    "size": megabytes(size),
                ])
        case .attachment(let name, let problem):
            say("file-named", ["name": name, "problem": text(problem)])
        case .attachmentQuota(let limit): say("attachment-quota", ["limit": "\(limit / 1024 / 1024)"])
        case .mentionUnseen(let name, _): say("mention-unseen", ["name": name])
        case .unknownOfficer(let name): say("unknown-officer", ["name": name])
        case .unknownVariable(let variable, let known):
            say("unknown-variable", ["name": "{\(variable)}", "known": known.map { "{\($0)}" }.joined(separator: " ")])
        case .valueMissing(let variable): say("value-missing", ["name": "{\(variable)}"])
        case .braceAlone: say("brace-alone")
        case .unknownTextBlock(let name): say("unknown-text-block", ["name": name])
        case .unknownCountry(let typed): say("unknown-country", ["country": typed])
        case .nothingAnswered: say("nothing-answered")
        case .consentMissing: say("consent-missing")
        case .notOneOf(let values): say("not-one-of", ["values": values.joined(separator: ", ")])
        case .notAppealable: say("not-appealable")
        case .nothingToRetime: say("nothing-to-retime")
        case .notAddress: say("not-address")
        case .tooMany(let limit): say("too-many", ["limit": "\(limit)"])
        case .endpointDisabled: say("endpoint-disabled")
        case .wrongType(let expected): wrongType(expected)
        case .routingLine(let finding): text(finding)
        case .routingFlaw(let flaw): text(flaw)
        case .inForceAlready: say("in-force-already")
        case .notAColleague: say("not-a-colleague")
        case .deputyIsSelf: say("deputy-is-self")
        case .deputyAway(let name, let from, let to):
            say("deputy-away", ["name": name, "from": from.description, "to": to.description])
        case .deputiesInCircle(let names):
            say("deputies-in-circle", ["names": names.joined(separator: " → ")])
        case .absenceOverlaps(let from, let to):
            say("absence-overlaps", ["from": from.description, "to": to.description])
        case .endsBeforeItBegins: say("ends-before-it-begins")
        case .dayPassed: say("day-passed")
        case .loginTaken: say("login-taken")
        case .plannedAnew(let title): say("planned-anew", ["title": title[language]])
        case .notMailAddress: say("not-mail-address")
        case .notOneLine: say("not-one-line")
        case .passwordTooShort(let minimum): say("password-short", ["minimum": "\(minimum)"])
        case .slot(let refusal): VisitMessages(catalogue: catalogue, language: language).text(refusal)
        case .notAtSite: say("not-at-site")
        case .dayHasRoom: say("day-has-room")
        case .waitsAlready: say("waits-already")
        case .bookingLimit(let limit): say("booking-limit", ["limit": "\(limit)"])
        }
    }

    /// What a person types has a sentence of its own; what a program sends names the type.
    private func wrongType(_ expected: String) -> String {
        let own = "wrong-type-\(expected)"
        return locales.contains("problem.\(own)", language) ? say(own) : say("wrong-type", ["expected": expected])
    }

    /// `99.5`, `100`.
    private func megabytes(_ bytes: Int) -> String {
        NumberText.plain((Double(bytes) / 1024 / 1024 * 10).rounded() / 10)
    }

    private func text(_ mistake: CreditCode.Mistake) -> String {
        switch mistake {
        case .length(let count): say("credit-length", ["count": "\(count)"])
        case .character(let character): say("credit-character", ["character": String(character)])
        case .checkCharacter: say("credit-check")
        }
    }

    private func text(_ reason: AnswerProblem.Reason) -> String {
        switch reason {
        case .noSuchQuestion: say("answer-no-question")
        case .expectsOneChoice: say("answer-one")
        case .expectsChoices: say("answer-several")
        case .expectsNumber: say("answer-number")
        case .noSuchChoice(let id): say("answer-no-choice", ["choice": id])
        case .excludesOthers: say("answer-excludes")
        case .outOfRange(let minimum, let maximum):
            say("answer-range", ["minimum": NumberText.plain(minimum), "maximum": NumberText.plain(maximum)])
        case .expectsWholeNumber: say("answer-whole")
        case .notAsked(let controller): say("answer-not-asked", ["question": controller])
        case .expectsDay: say("answer-day")
        case .dayInFuture: say("answer-day-future")
        case .expectsText: say("answer-text")
        case .textTooLong(let limit): say("too-long", ["limit": "\(limit)"])
        case .expectsRows: say("answer-rows")
        case .tooManyRows(let limit): say("answer-rows-limit", ["limit": "\(limit)"])
        case .noSuchColumn(let column): say("answer-no-column", ["column": column])
        case .row(let row, let reason): say("answer-row", ["row": "\(row)", "reason": text(reason)])
        case .sharesExceedAll(let total): say("answer-shares", ["total": NumberText.plain(total)])
        case .expectsFiles: say("answer-files")
        case .tooManyFiles(let limit): say("answer-files-limit", ["limit": "\(limit)"])
        case .noSuchFile: say("answer-no-file")
        case .unknownNotOffered: say("answer-no-unknown")
        case .notApplicableNotOffered: say("answer-no-na")
        }
    }

    func text(_ reason: AnswerProblem.RowReason) -> String {
        switch reason {
        case .noSuchCountry(let code): say("answer-no-country", ["country": code])
        case .countryMissing: say("answer-country-missing")
        case .countryTwice: say("answer-country-twice")
        case .expectsNumber(let column): say("answer-cell-number", ["column": name(column)])
        case .outOfRange(let column, let minimum, let maximum):
            say(
                "answer-cell-range",
                [
                    "column": name(column), "minimum": NumberText.plain(minimum),
                    "maximum": NumberText.plain(maximum),
                ])
        case .expectsWholeNumber(let column): say("answer-cell-whole", ["column": name(column)])
        case .exposureMissing(let column): say("answer-cell-missing", ["column": name(column)])
        }
    }

    private func name(_ column: String) -> String { locales.text("destinations.\(column)", language) }

    private func say(_ key: String, _ values: [String: String] = [:]) -> String {
        locales.text("problem.\(key)", language, values)
    }
}

extension Station {
    /// A problem as a sentence, for commands that have no page to show it on.
    public func text(_ problem: FieldProblem, _ language: Language) -> String {
        FieldMessages(catalogue: catalogue, language: language).text(problem)
    }
}

/// Numbers in text.
enum NumberText {
    /// Without a fraction where there is none: `183`, `0.5`.
    static func plain(_ value: Double) -> String {
        if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
        return String(format: "%g", value)
    }

    /// One decimal, as scores are shown.
    static func score(_ value: Double) -> String { String(format: "%.1f", value) }
}
