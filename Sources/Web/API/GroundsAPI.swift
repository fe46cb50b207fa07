import HealthCheck
import Hummingbird
import Station

/// The grounds that may be named: of a refusal, and at the 办不成事 window.
private struct GroundsJSON: Encodable {
    let refusals: [Refusal]
    let windowMatter: String
    let admissions: [Admission]

    struct Refusal: Encodable {
        let id: String
        let title: String
        let sentence: String
        let appealable: Bool
        let instead: String?
    }

    struct Admission: Encodable {
        let id: String
        let title: String
        let hint: String
    }
}

extension Site {
    func apiGrounds(_ request: Request, _ context: StationContext) async throws -> Response {
        _ = try context.requirePrincipal()
        let language = context.reader.language
        let grounds = station.catalogue.grounds
        return .json(
            GroundsJSON(
                refusals: grounds.refusals.map {
                    GroundsJSON.Refusal(
                        id: $0.id, title: $0.title[language], sentence: $0.sentence[language],
                        appealable: $0.isAppealable, instead: $0.instead?[language])
                }, windowMatter: grounds.windowMatter,
                admissions: grounds.admissions.map {
                    GroundsJSON.Admission(id: $0.id, title: $0.title[language], hint: $0.hint[language])
                }))
    }
}
