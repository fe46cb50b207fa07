public import Casework
import Crypto
import Foundation

/// One line of a batch as it was read; what could not be read is among the problems.
public struct BatchLine: Codable, Sendable {
    /// As the spreadsheet counts, from 1.
    public let line: Int
    public let matter: String
    public let title: String
    public let body: String
    public let company: String
    public let isExpedited: Bool
    /// The countries it is about as they were typed; nil where none were, so that a line from before is the same line.
    public let countries: String?

    public init(
        line: Int, matter: String, title: String, body: String, company: String, isExpedited: Bool,
        countries: String? = nil
    ) {
        self.line = line
        self.matter = matter
        self.title = title
        self.body = body
        self.company = company
        self.isExpedited = isExpedited
        self.countries = countries
    }

    fileprivate func filing(_ origin: Origin, _ station: Station) throws(FieldProblem) -> TicketFiling {
        var code: CreditCode?
        if !company.isEmpty {
            do {
                code = try CreditCode(company)
            } catch {
                throw FieldProblem("/company", .creditCode(error))
            }
        }
        return TicketFiling(
            matter: matter, title: title, body: body, urgency: isExpedited ? .expedited : .normal, origin: origin,
            company: code, countries: countries.map(station.countries(in:)) ?? [])
    }
}

/// What became of one line.
public struct BatchOutcome: Sendable {
    public let line: BatchLine
    public let result: Result<TicketNumber, StationError>
}

extension Station {
    /// Most lines of one batch.
    public static let batchLimit = 1000

    /// Files each line by itself, so that a bad one stops no other and nothing is half-done.
    ///
    /// A batch that was cut off can be sent again: a line that was filed gives its ticket and files nothing. Lines are
    /// told apart by what they say and where they stand, so a mended line is filed anew.
    public func fileBatch(_ lines: [BatchLine], by principal: Principal) async throws -> [BatchOutcome] {
        guard !lines.isEmpty else { throw StationError.invalid([FieldProblem("/lines", .missing)]) }
        guard lines.count <= Self.batchLimit else {
            throw StationError.invalid([FieldProblem("/lines", .tooMany(limit: Self.batchLimit))])
        }
        var outcomes: [BatchOutcome] = []
        for line in lines {
            let result: Result<TicketNumber, StationError>
            do {
                let filing = try line.filing(principal.company == nil ? .window : .portal, self)
                result = .success(try await fileTicket(filing, by: principal, key: key(of: line)).ticket.number)
            } catch let problem as FieldProblem {
                result = .failure(.invalid([problem]))
            } catch let error as StationError {
                result = .failure(error)
            }
            outcomes.append(BatchOutcome(line: line, result: result))
        }
        return outcomes
    }

    /// What would be refused, line by line; files nothing.
    public func checkBatch(_ lines: [BatchLine], by principal: Principal) async throws -> [Int: [FieldProblem]] {
        let isOfficer = principal.company == nil
        if isOfficer { try access.requireDesk(principal) }
        let known = try await knownCompanies(lines)
        var found: [Int: [FieldProblem]] = [:]
        for line in lines {
            do {
                let filing = try line.filing(isOfficer ? .window : .portal, self)
                var problems = problems(of: filing)
                switch filing.company {
                case nil where isOfficer: problems.append(FieldProblem("/company", .missing))
                case let code? where isOfficer ? !known.contains(code) : code != principal.company:
                    problems.append(FieldProblem("/company", .unknownCompany))
                default: break
                }
                if !problems.isEmpty { found[line.line] = problems }
            } catch {
                found[line.line] = [error]
            }
        }
        return found
    }

    private func knownCompanies(_ lines: [BatchLine]) async throws -> Set<CreditCode> {
        let codes = Set(lines.compactMap { try? CreditCode($0.company) })
        return try await database.read { tx in
            Set(try codes.filter { try tx.companies.company($0) != nil })
        }
    }

    private func key(of line: BatchLine) -> IdempotencyKey {
        let text = Data(StationJSON.text(line).utf8)
        return IdempotencyKey("batch/" + SHA256.hash(data: text).hexadecimal, request: text)
    }
}
