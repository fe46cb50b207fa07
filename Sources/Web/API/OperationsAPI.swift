import Casework
import Foundation
import HTTPTypes
import HealthCheck
import Hummingbird
import NIOCore
import Station

private struct SummaryJSON: Encodable {
    let from: String
    let to: String
    let filed: Int
    let ended: Int
    let open: Int
    let overdue: Int
    let openByStage: [String: Int]
    /// Filing to first answer, in seconds.
    let medianHandlingSeconds: Double?
    let answered: Int
    let answeredInTime: Int
    let ratings: [String: Int]
    let rates: RatesJSON
    let units: [UnitJSON]
    let risks: [RiskJSON]

    struct RatesJSON: Encodable {
        let responded: ShareJSON
        let solved: ShareJSON
        let satisfied: ShareJSON
    }

    struct ShareJSON: Encodable {
        let yes: Int
        let of: Int

        init(_ share: SummaryFigures.ThreeRates.Share) { (yes, of) = (share.yes, share.of) }
    }

    struct UnitJSON: Encodable {
        let unit: String
        let byState: [String: Int]
        let overdue: Int
    }

    struct RiskJSON: Encodable {
        let selfTest: String
        let dimension: String
        let industry: String
        let mean: Double
        let companies: Int
    }

    init(_ summary: Summary, _ dates: DateText) {
        let figures = summary.figures
        from = dates.rfc3339(summary.from)
        to = dates.rfc3339(summary.to)
        filed = figures.filed
        ended = figures.ended
        open = figures.openNow
        overdue = figures.overdueNow
        openByStage = Dictionary(uniqueKeysWithValues: figures.openByStage.map { ($0.key.rawValue, $0.value) })
        medianHandlingSeconds = figures.medianHandling
        answered = figures.answered
        answeredInTime = figures.answeredInTime
        rates = RatesJSON(
            responded: ShareJSON(figures.rates.responded), solved: ShareJSON(figures.rates.solved),
            satisfied: ShareJSON(figures.rates.satisfied))
        ratings = Dictionary(uniqueKeysWithValues: figures.ratings.map { ("\($0.key)", $0.value) })
        units = figures.byUnit.map { unit in
            UnitJSON(
                unit: unit.unit.rawValue,
                byState: Dictionary(uniqueKeysWithValues: unit.byState.map { ($0.key.rawValue, $0.value) }),
                overdue: unit.overdue)
        }
        risks = summary.risks.map {
            RiskJSON(
                selfTest: $0.selfTest, dimension: $0.dimension, industry: $0.industry, mean: $0.mean.roundedHalfUp,
                companies: $0.companies)
        }
    }
}

extension Site {
    func apiSummary(_ request: Request, _ context: StationContext) async throws -> Response {
        let parameters = request.uri.queryParameters
        let summary = try await station.summary(
            from: try moment(parameters["from"], "/from", isEnd: false),
            to: try moment(parameters["to"], "/to", isEnd: true),
            unit: parameters["unit"].map { UnitID(rawValue: String($0)) }, by: try context.requirePrincipal())
        return .json(SummaryJSON(summary, wording(context).dates))
    }

    /// A day (`2026-11-01`, its start or its end) or an RFC 3339 moment.
    private func moment(_ text: Substring?, _ pointer: String, isEnd: Bool) throws -> Date? {
        guard let text else { return nil }
        if let day = CivilDay(String(text)) {
            return station.catalogue.policy.calendar.date(isEnd ? day.advanced(by: 1) : day, minute: 0)
        }
        guard let date = try? Date(String(text), strategy: .iso8601) else {
            throw StationError.invalid([FieldProblem(pointer, .wrongType(expected: "date"))])
        }
        return date
    }

    /// The API document, written by hand beside the code it describes.
    func apiDocument(_ request: Request, _ context: StationContext) async throws -> Response {
        Response(
            status: .ok, headers: [.contentType: "application/json; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(bytes: assets.openAPI)))
    }

    func healthz(_ request: Request, _ context: StationContext) async throws -> Response {
        Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "ok\n")))
    }

    /// Ready means: the store can be read and written. Whatever stands in the way is a 503.
    func readyz(_ request: Request, _ context: StationContext) async throws -> Response {
        do {
            try await readiness.check()
        } catch let error as StoreError {
            throw error
        } catch {
            throw StoreError.unavailable("\(error)")
        }
        return Response(status: .ok, body: .init(byteBuffer: ByteBuffer(string: "ready\n")))
    }

    /// What is open and what waits, in the Prometheus text format.
    func metrics(_ request: Request, _ context: StationContext) async throws -> Response {
        let now = station.ambient.now()
        let (open, overdue) = try await station.database.read { tx in
            (try tx.tickets.countOpen(lead: nil), try tx.tickets.countOverdue(at: now, lead: nil))
        }
        var lines = ["# TYPE cloudstation_tickets_open gauge"]
        for state in TicketState.allCases where !state.isEnded {
            lines.append("cloudstation_tickets_open{state=\"\(state.rawValue)\"} \(open[state] ?? 0)")
        }
        lines += ["# TYPE cloudstation_tickets_overdue gauge", "cloudstation_tickets_overdue \(overdue)"]
        return Response(
            status: .ok, headers: [.contentType: "text/plain; version=0.0.4; charset=utf-8"],
            body: .init(byteBuffer: ByteBuffer(string: lines.joined(separator: "\n") + "\n")))
    }
}
