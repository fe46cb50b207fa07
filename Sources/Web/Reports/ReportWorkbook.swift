import Foundation
import HealthCheck
import Spreadsheet
import Station

/// The report as sheets: result, dimensions, advice, answers.
struct ReportWorkbook {
    private let page: ProfilePage
    private let content: ReportContent
    private let view: ProfileView
    private let wording: Wording

    init(_ page: ProfilePage, _ content: ReportContent, _ view: ProfileView, _ wording: Wording) {
        self.page = page
        self.content = content
        self.view = view
        self.wording = wording
    }

    var workbook: Workbook {
        Workbook(
            sheets: [result, dimensions, advice, answers],
            properties: Workbook.Properties(
                title: page.title, author: wording.say("app.name"), language: wording.language.rawValue,
                created: view.record.issuedAt))
    }

    private func say(_ key: String) -> String { wording.say("report.\(key)") }

    private func heading(_ keys: [String]) -> [Cell] { keys.map { Cell.text(say($0), .heading, wraps: true) } }

    private var result: Sheet {
        let profile = view.record.profile
        func line(_ key: String, _ cell: Cell) -> [Cell] { [.text(say(key), .muted), cell] }
        var rows: [[Cell]] = [
            [.text(page.title, .title)], [.text(page.company)], [],
            line("code", .text(content.code)), line("verify", .text(content.verifyURL)),
            line("grade", .text([page.grade.letter, page.grade.word].compactMap(\.self).joined(separator: " "))),
            line("score", profile.card.score.map { .number($0, format: .decimals(1)) } ?? .text("–")),
            line("low", .number(profile.card.low.roundedHalfUp, format: .decimals(1))),
            line("high", .number(profile.card.high.roundedHalfUp, format: .decimals(1))),
            line("completeness", .number(Double(profile.card.completeness) / 100, format: .percent)),
            line("issued-at", Cell(.day(view.record.issuedAt))), line("version", .text(content.version)),
        ]
        if let exposure = profile.exposure {
            rows.append(line("country-risk", .number(exposure.exact.roundedHalfUp, format: .decimals(1))))
            rows.append([.text(say("attribution"), .muted), .text(content.exposure?.attribution ?? "", wraps: true)])
        }
        rows += [[], [.text(wording.say("profile.red-lines"), .heading)]]
        rows += page.redLines.map { [.text($0.title, .bad), .text($0.meaning, wraps: true)] }
        rows += [[], [.text(wording.say("profile.self-declared"), .muted)]]
        return Sheet(name: say("sheet-result"), columns: [26, 80], rows: rows)
    }

    private var dimensions: Sheet {
        let rows = content.dimensions.map { line in
            [
                Cell.text(line.title), Self.number(line.score), .text(line.interval),
                .text([line.grade.letter, line.grade.word].compactMap(\.self).joined(separator: " ")),
                Self.number(line.weight), .text(line.pull), .text(line.answered),
            ]
        }
        return Sheet(
            name: say("sheet-dimensions"), columns: [34, 10, 12, 14, 10, 12, 12],
            rows: [heading(["dimension", "score", "interval", "grade", "weight", "pull", "answered"])] + rows,
            frozenRows: 1, repeatedRows: 1, orientation: .landscape)
    }

    private var advice: Sheet {
        let rows = content.advice.map { line in
            [
                Cell.text(line.question, wraps: true), .text(line.meaning ?? "", wraps: true),
                .text(line.text, wraps: true),
                .text([line.matter, line.unit].compactMap(\.self).joined(separator: " · "), wraps: true),
                .text(line.level ?? ""), line.gain.map(Self.number) ?? Cell(),
            ]
        }
        return Sheet(
            name: say("sheet-advice"), columns: [34, 36, 46, 24, 10, 10],
            rows: [heading(["question", "meaning", "todo", "who", "level", "gain"])] + rows, frozenRows: 1,
            repeatedRows: 1, orientation: .landscape)
    }

    private var answers: Sheet {
        let rows = content.answers.map { line in
            [
                Cell.text(line.number), .text(line.dimension, wraps: true), .text(line.question, wraps: true),
                .text(line.answer, wraps: true), Self.number(line.risk), .text(line.level), Self.number(line.weight),
                .text(line.pull), .text(line.basisText, wraps: true),
            ]
        }
        return Sheet(
            name: say("sheet-answers"), columns: [7, 20, 40, 30, 8, 8, 8, 8, 60],
            rows: [heading(ProfileReport.heads)] + rows, frozenRows: 1, repeatedRows: 1, orientation: .landscape)
    }

    /// A number where the text is one, so that the spreadsheet can reckon with it.
    private static func number(_ text: String) -> Cell { Double(text).map { .number($0) } ?? .text(text) }
}
