import Foundation
public import HealthCheck

extension Locales {
    /// Why something did not arrive, in words, with what lies behind it.
    public func words(_ fault: DeliveryFault, _ language: Language) -> String {
        let said = fault.parts.map {
            text("fault.\($0.code.rawValue)", language, ["detail": $0.detail]).trimmingCharacters(in: .whitespaces)
        }
        return said.dropFirst().reduce(said.first ?? "") {
            text("fault.behind", language, ["what": $0, "behind": $1])
        }
    }

    /// What the log keeps of a failure, in words; the text of older days as it stands.
    public func fault(_ text: String, _ language: Language) -> String {
        DeliveryFault(text).map { words($0, language) } ?? text
    }
}
