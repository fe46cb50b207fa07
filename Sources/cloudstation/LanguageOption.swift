import ArgumentParser
import HealthCheck

/// The language a command writes in.
enum LanguageOption: String, ExpressibleByArgument, CaseIterable {
    case zhHans = "zh-Hans"
    case en

    var language: Language {
        switch self {
        case .zhHans: .zhHans
        case .en: .en
        }
    }
}
