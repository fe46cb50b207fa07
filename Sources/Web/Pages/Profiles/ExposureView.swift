import Foundation
import HealthCheck
import Station

/// The risk of the countries a company named, apart from its score and with its source.
struct ExposureView {
    let lead: String
    let rows: [Row]
    let risk: String
    let combined: String?
    let concentration: String
    let attribution: String?

    struct Row {
        let country: String
        let share: String
        let index: String
    }

    init(_ exposure: CountryExposure, _ questionnaire: Questionnaire, _ wording: Wording) {
        let countries = wording.station.catalogue.countries
        var column = DestinationTable.Column.revenueShare
        if case .destinations(let table)? = questionnaire.question(exposure.question)?.kind { column = table.exposure }
        lead = wording.say("exposure.lead", ["column": wording.say("destinations.\(column.rawValue)")])
        rows = exposure.parts.map { part in
            Row(
                country: countries[part.country]?.name[wording.language] ?? part.country,
                share: "\(NumberText.score(part.share.roundedHalfUp))%",
                index: part.index.map(NumberText.score) ?? wording.say("exposure.no-index"))
        }
        risk = wording.say("exposure.risk", ["risk": NumberText.score(exposure.exact.roundedHalfUp)])
        combined = exposure.combined.map {
            wording.say("exposure.combined", ["combined": NumberText.score($0.roundedHalfUp)])
        }
        let index = exposure.concentration
        concentration = wording.say(
            "exposure.concentration",
            [
                "index": "\(Int(index.rounded()))",
                "countries": index > 0 ? NumberText.score((10_000 / index).roundedHalfUp) : "–",
            ])
        attribution = countries.attribution?[wording.language]
    }
}

extension CountryExposure {
    /// The Herfindahl–Hirschman index of the shares in percent: 10,000 when all lies in one country.
    var concentration: Double { parts.reduce(0) { $0 + $1.share * $1.share } }
}
