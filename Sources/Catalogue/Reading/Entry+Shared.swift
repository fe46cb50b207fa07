import Casework
import HealthCheck

// Shapes that several files share.
extension Entry {
    /// A text in both languages, neither empty.
    func localized() -> LocalizedText? {
        let fields = fields(
            required: ["zh-Hans", "en"], calling: "language", "语言",
            hint: "give both languages: { zh-Hans: …, en: … }", zhHint: "两种语言都要写：{ zh-Hans: …, en: … }")
        let zhHans = fields?["zh-Hans"]?.text()
        let en = fields?["en"]?.text()
        guard let zhHans, let en else { return nil }
        return LocalizedText(zhHans: zhHans, en: en)
    }

    /// A text that fits where there is little room: at most six Han wide and, if `latin` is given, so many letters.
    func shortText(latin: Int? = nil) -> LocalizedText? {
        guard let text = localized() else { return nil }
        let width = text.zhHans.unicodeScalars.reduce(0.0) { $0 + ($1.value >= 0x2E80 ? 1 : 0.6) }
        if width > 6 + 1e-9 { error("“\(text.zhHans)” is wider than 6 Han characters") }
        if let latin, text.en.count > latin { error("“\(text.en)” is longer than \(latin) characters") }
        return text
    }

    /// The rules a text rests on; a review date that has passed is a warning.
    func basis() -> [Basis] {
        items(atLeast: 1).compactMap { item in
            guard let fields = item.fields(required: ["rule", "number", "reviewBy", "status"], optional: ["date"])
            else { return nil }
            return item.basis(fields)
        }
    }

    /// One rule from its keys.
    func basis(_ fields: Fields) -> Basis? {
        let rule = fields["rule"]?.localized()
        let number = fields["number"]?.text()
        let date = fields["date"]?.day()
        let reviewBy = fields["reviewBy"]?.day()
        let status = fields["status"]?.word(of: ["confirmed", "to-be-confirmed"])
        let link = fields["link"]?.localized()
        if let reviewBy, reviewBy < proof.today {
            fields["reviewBy"]?.warning(
                "the rule was to be reviewed by \(reviewBy)", hint: "check that it still holds, then set a new day")
        }
        guard let rule, let number, let reviewBy, let status else { return nil }
        return Basis(
            rule: rule, number: number, date: date?.description, reviewBy: reviewBy.description,
            isConfirmed: status == "confirmed", link: link)
    }

    /// A matter's code; that the matter exists is checked when all files are read.
    func matterReference() -> String? {
        guard let code = matterCode() else { return nil }
        proof.refer(toMatter: code, at: place)
        return code
    }

    /// Two capital letters and two digits.
    func matterCode() -> String? {
        guard let text = text() else { return nil }
        let bytes = Array(text.utf8)
        let isGood =
            bytes.count == 4 && bytes.prefix(2).allSatisfy { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 }
            && bytes.suffix(2).allSatisfy { UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }
        guard isGood else {
            error(
                "“\(text)” is no code of a matter", hint: "two capital letters and two digits, such as EE05",
                zh: "“\(text)”不是事项代码", zhHint: "两个大写字母加两个数字，例如 EE05")
            return nil
        }
        return text
    }

    /// A unit's id; that the unit exists is checked when all files are read.
    func unitReference() -> UnitID? {
        guard let id = identifier() else { return nil }
        proof.refer(toUnit: id, at: place)
        return UnitID(rawValue: id)
    }

    /// `{ workingDays: 3 }` or `{ workingHours: 2 }`.
    func workingTime() -> WorkingTime? {
        let hint = "write { workingDays: 3 } or { workingHours: 2 }"
        let zhHint = "写成 { workingDays: 3 } 或 { workingHours: 2 }"
        guard let fields = fields(required: [], optional: ["workingDays", "workingHours"], hint: hint, zhHint: zhHint)
        else {
            return nil
        }
        switch (fields["workingDays"], fields["workingHours"]) {
        case (let days?, nil): return days.whole(in: 1...366).map(WorkingTime.days)
        case (nil, let hours?): return hours.whole(in: 1...1000).map(WorkingTime.hours)
        case (nil, nil), (_?, _?):
            error(
                "“\(name)” needs either workingDays or workingHours", hint: hint,
                zh: "“\(zhName)”要写 workingDays 或 workingHours 其中一个", zhHint: zhHint)
            return nil
        }
    }
}

/// Ids that may be used once, with the line that used them first.
struct UsedOnce {
    private let noun: String
    private let zhNoun: String
    private var lines: [String: Int] = [:]

    init(_ noun: String, _ zhNoun: String) {
        self.noun = noun
        self.zhNoun = zhNoun
    }

    /// Takes `id`; reports it if it is taken.
    mutating func claim(_ id: String, at entry: Entry) {
        if let line = lines[id] {
            entry.error(
                "\(noun) “\(id)” is used twice", hint: "first on line \(line)", zh: "\(zhNoun)“\(id)”用了两次",
                zhHint: "第一次在第 \(line) 行")
        } else {
            lines[id] = entry.place.line
        }
    }
}
