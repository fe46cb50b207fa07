/// The two languages every text of the station exists in; Chinese comes first.
public enum Language: String, Codable, Hashable, Sendable, CaseIterable {
    case zhHans = "zh-Hans"
    case en
}

/// One text in both languages. There is no fallback: the catalogue refuses a text that lacks one.
public struct LocalizedText: Codable, Hashable, Sendable {
    public let zhHans: String
    public let en: String

    public init(zhHans: String, en: String) {
        self.zhHans = zhHans
        self.en = en
    }

    /// The text as a reader of `language` sees it.
    public subscript(language: Language) -> String {
        switch language {
        case .zhHans: zhHans
        case .en: en
        }
    }

    enum CodingKeys: String, CodingKey {
        case zhHans = "zh-Hans"
        case en
    }
}
