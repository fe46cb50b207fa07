import AnswerSheets
import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import Spreadsheet
import Station

private struct BatchJSON: Encodable {
    let filed: Int
    let refused: Int
    let items: [Item]

    struct Item: Encodable {
        let line: Int
        let ticket: String?
        let problem: String?
    }
}

extension Site {
    /// Files a sheet at once: the good lines become tickets, each bad one is named. Sent again it files nothing twice.
    func apiFileBatch(_ request: Request, _ context: StationContext) async throws -> Response {
        let principal = try context.requirePrincipal()
        var request = request
        let lines: [BatchLine]
        do {
            let body = Data(try await request.collectBody(upTo: BatchSheet.limits.fileBytes).readableBytesView)
            lines = try BatchSheet(body, station.catalogue.locales).lines
        } catch let error as SpreadsheetError {
            throw SheetRefused(error: .unreadable(error))
        } catch let error as BatchSheet.MissingColumns {
            throw StationError.invalid(error.columns.map { FieldProblem("/\($0.rawValue)", .missing) })
        }
        let outcomes = try await station.fileBatch(lines, by: principal)
        let wording = wording(context)
        let items = outcomes.map { outcome in
            switch outcome.result {
            case .success(let number):
                BatchJSON.Item(line: outcome.line.line, ticket: number.description, problem: nil)
            case .failure(let error):
                BatchJSON.Item(line: outcome.line.line, ticket: nil, problem: presenter.line(error, wording))
            }
        }
        let filed = items.filter { $0.ticket != nil }.count
        return .json(BatchJSON(filed: filed, refused: items.count - filed, items: items))
    }
}
