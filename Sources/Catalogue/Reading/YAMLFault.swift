import HealthCheck

/// Why a file is not YAML, in our own words instead of the parser's. They stand here and not among the interface texts,
/// because those are YAML files themselves and may be the broken ones.
enum YAMLFault: CaseIterable, Sendable {
    case tab, oddStart, strayColon, missingColon, dash, indentation, openQuote, openBracket, missingComma, escape
    case tag, directive, alias, secondDocument, blockText, characters, other

    /// The class that the parser's `problem` belongs to; `context` says what it was reading.
    init(_ problem: String, context: String = "") {
        self =
            Self.known.first { problem.contains($0.problem) && context.contains($0.context) }?.fault ?? .other
    }

    /// What the parser says, narrower lines first; any context where none is named.
    private static let known: [(problem: String, context: String, fault: YAMLFault)] = [
        ("tab character", "", .tab),
        ("cannot start any token", "", .oddStart),
        ("mapping values are not allowed", "", .strayColon),
        ("mapping keys are not allowed", "", .strayColon),
        ("found unexpected ':'", "", .strayColon),
        ("could not find expected ':'", "", .missingColon),
        ("block sequence entries are not allowed", "", .dash),
        ("expected '-' indicator", "", .dash),
        ("did not find expected key", "", .indentation),
        ("unexpected end of stream", "quoted scalar", .openQuote),
        ("unexpected document indicator", "quoted scalar", .openQuote),
        ("expected ',' or", "", .missingComma),
        ("did not find expected node content", "flow", .openBracket),
        ("did not find expected node content", "", .indentation),
        ("unknown escape character", "", .escape),
        ("hexdecimal number", "", .escape),
        ("Unicode character escape", "", .escape),
        ("undefined alias", "", .alias),
        ("alphabetic or numeric character", "", .alias),
        ("another document", "", .secondDocument),
        ("<document start>", "", .secondDocument),
        ("", "block scalar", .blockText),
        ("", "directive", .directive),
        ("", "a tag", .tag),
        ("expected '!'", "", .tag),
        ("tag", "", .tag),
        ("control characters", "", .characters),
        ("UTF-", "", .characters),
        ("invalid Unicode character", "", .characters),
    ]

    /// What is wrong, in one sentence without a full stop.
    var sentence: LocalizedText {
        switch self {
        case .tab: LocalizedText(zhHans: "缩进里有制表符（Tab），只能用空格", en: "a tab stands where only spaces may indent")
        case .oddStart:
            LocalizedText(zhHans: "这个符号不能作一段文字的开头", en: "this character cannot begin a text")
        case .strayColon:
            LocalizedText(
                zhHans: "这里不该有冒号：可能是文字里带了“: ”，或上一行缩进不对",
                en: "no colon is expected here: a text may hold “: ”, or the line above is indented wrongly")
        case .missingColon:
            LocalizedText(zhHans: "这一项的名称后面缺少冒号", en: "the colon after this entry's name is missing")
        case .dash:
            LocalizedText(zhHans: "列表的“-”位置不对", en: "the “-” of this list stands in the wrong place")
        case .indentation:
            LocalizedText(zhHans: "这一行没有和同级的行对齐", en: "this line does not line up with the lines it belongs to")
        case .openQuote: LocalizedText(zhHans: "前面的引号没有配对", en: "a quote before this is never closed")
        case .openBracket:
            LocalizedText(zhHans: "括号里缺少一项内容", en: "an entry is missing within the brackets")
        case .missingComma:
            LocalizedText(
                zhHans: "括号没有配对，或括号里少了逗号", en: "a bracket is not closed, or a comma is missing within it")
        case .escape:
            LocalizedText(zhHans: "双引号里的反斜杠“\\”写法不对", en: "the “\\” within double quotes is not written rightly")
        case .tag:
            LocalizedText(zhHans: "以“!”开头会被当作标记，这里不用", en: "a “!” in front makes it a tag, which is not used here")
        case .directive:
            LocalizedText(
                zhHans: "以“%”开头会被当作指令，这里不用", en: "a “%” in front makes it a directive, which is not used here")
        case .alias:
            LocalizedText(
                zhHans: "以“*”或“&”开头会被当作引用，这里不用",
                en: "a “*” or “&” in front makes it a reference, which is not used here")
        case .secondDocument:
            LocalizedText(zhHans: "从这里起另有一份内容，一个文件只能有一份", en: "a second document begins here; a file holds one")
        case .blockText:
            LocalizedText(
                zhHans: "“|”或“>”后面的多行文字写法不对", en: "the text of several lines after “|” or “>” is not written rightly")
        case .characters:
            LocalizedText(
                zhHans: "有不能用的字符（控制符，或不是 UTF-8）", en: "a character cannot be used (a control character, or no UTF-8)")
        case .other: LocalizedText(zhHans: "这里的写法读不懂", en: "what stands here cannot be read")
        }
    }

    /// What to do about it.
    var advice: LocalizedText {
        switch self {
        case .tab, .indentation, .dash:
            LocalizedText(
                zhHans: "同级的行从同一列开始，用空格缩进", en: "begin lines of one level in the same column, with spaces")
        case .oddStart, .strayColon, .tag, .directive, .alias:
            LocalizedText(
                zhHans: "文字里有“: ”或以符号开头时，给整段文字加双引号",
                en: "put a text in double quotes if it holds “: ” or begins with a sign")
        case .missingColon:
            LocalizedText(zhHans: "写成“名称: 内容”，冒号用半角，后面空一格", en: "write “name: text”, with a blank after the colon")
        case .openQuote: LocalizedText(zhHans: "补上另一个引号，用半角", en: "close the quote with the same straight quote")
        case .openBracket, .missingComma:
            LocalizedText(zhHans: "写成 [一项, 另一项]，括号和逗号用半角", en: "write [one, another], with plain brackets and commas")
        case .escape: LocalizedText(zhHans: "不需要反斜杠就删去，或改用单引号", en: "take the backslash away, or use single quotes")
        case .secondDocument: LocalizedText(zhHans: "删去“---”，或分成两个文件", en: "take the “---” away, or make two files")
        case .blockText:
            LocalizedText(zhHans: "“|”后面换行，下面各行多缩进两格", en: "begin a new line after “|” and indent what follows by two")
        case .characters:
            LocalizedText(zhHans: "用文本编辑器另存为 UTF-8，删去看不见的字符", en: "save as UTF-8 and take invisible characters away")
        case .other: LocalizedText(zhHans: "对照上一次能用的文件看这一行", en: "compare this line with the last file that worked")
        }
    }
}

/// What stands at a place in a broken file, for people to find it: `遇到“@”`.
struct YAMLEncounter {
    private let met: Character?
    private let isPastEnd: Bool

    /// `line` and `column` from 1, columns in Unicode scalars.
    init(in text: String, line: Int, column: Int) {
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        let row = lines.indices.contains(line - 1) ? lines[line - 1] : nil
        met = row.flatMap { $0.unicodeScalars.dropFirst(max(0, column - 1)).first.map(Character.init) }
        isPastEnd = row == nil || (met == nil && line == lines.count)
    }

    /// Whether it is a tab, which the parser takes for a character like any other.
    var isTab: Bool { met == "\t" }

    var words: LocalizedText {
        guard let met else {
            return isPastEnd
                ? LocalizedText(zhHans: "读到文件末尾", en: "met the end of the file")
                : LocalizedText(zhHans: "读到行末", en: "met the end of the line")
        }
        let isShown = met.isLetter || met.isNumber || met.isPunctuation || met.isSymbol
        let code = met.unicodeScalars.first.map { "U+" + String($0.value, radix: 16, uppercase: true) } ?? ""
        let name =
            met == "\t"
            ? LocalizedText(zhHans: "制表符", en: "a tab")
            : met == " "
                ? LocalizedText(zhHans: "空格", en: "a blank")
                : isShown ? LocalizedText(zhHans: "“\(met)”", en: "“\(met)”") : LocalizedText(zhHans: code, en: code)
        return LocalizedText(zhHans: "遇到\(name.zhHans)", en: "met \(name.en)")
    }
}
