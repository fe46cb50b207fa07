#if Spreadsheets
    import Foundation

    #if canImport(FoundationXML)
        import FoundationXML
    #endif

    /// What reads one kind of part: told of each element with its local name and depth (the root has 1).
    protocol PartReader: AnyObject {
        func open(_ name: Substring, _ depth: Int, _ attributes: [String: String]) throws(SpreadsheetError)
        func close(_ name: Substring, _ depth: Int) throws(SpreadsheetError)
        func text(_ text: String) throws(SpreadsheetError)
    }

    /// Runs one part of a package through Foundation's XML parser, behind `XMLGuard`.
    final class XMLPart: NSObject, XMLParserDelegate {
        private let part: String
        private let reader: any PartReader
        private let clock: WorkClock
        private var depth = 0
        private var workDone = 0
        private var hasRoot = false
        private var failure: SpreadsheetError?

        /// Throws what the guard or the reader throws, or `damaged` with the line of what is not well-formed.
        static func parse(
            _ data: Data, _ part: String, into reader: any PartReader, _ limits: SpreadsheetLimits, _ clock: WorkClock
        ) throws(SpreadsheetError) {
            let refusal = data.withUnsafeBytes { bytes -> SpreadsheetError? in
                do throws(SpreadsheetError) {
                    try XMLGuard.check(bytes, part, limits, clock)
                    return nil
                } catch {
                    return error
                }
            }
            if let refusal { throw refusal }
            // From a stream: of data in one piece, libxml2 refuses what lies behind the first ten million bytes.
            let parser = XMLParser(stream: InputStream(data: data))
            parser.shouldResolveExternalEntities = false
            let delegate = XMLPart(part, reader, clock)
            parser.delegate = delegate
            // On Linux the parser says yes to tags that do not match, and to an end in the middle without any error.
            let isRead = parser.parse()
            if let failure = delegate.failure { throw failure }
            guard isRead, parser.parserError == nil, delegate.hasRoot, delegate.depth == 0 else {
                throw delegate.malformed(parser)
            }
        }

        private init(_ part: String, _ reader: any PartReader, _ clock: WorkClock) {
            self.part = part
            self.reader = reader
            self.clock = clock
        }

        func parser(
            _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
            attributes: [String: String]
        ) {
            depth += 1
            hasRoot = true
            attempt(parser) { () throws(SpreadsheetError) in
                try count(1 + attributes.count)
                try reader.open(Self.local(name), depth, attributes)
            }
        }

        func parser(_ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?) {
            attempt(parser) { () throws(SpreadsheetError) in try reader.close(Self.local(name), depth) }
            depth -= 1
        }

        func parser(_ parser: XMLParser, foundCharacters string: String) {
            attempt(parser) { () throws(SpreadsheetError) in
                try count(1 + string.utf8.count / 64)
                try reader.text(string)
            }
        }

        func parser(_ parser: XMLParser, foundCDATA block: Data) {
            attempt(parser) { () throws(SpreadsheetError) in try reader.text(String(decoding: block, as: UTF8.self)) }
        }

        func parser(_ parser: XMLParser, parseErrorOccurred error: any Error) {
            attempt(parser) { () throws(SpreadsheetError) in throw malformed(parser) }
        }

        // The guard lets no declaration through; should one appear all the same, it ends the reading.
        func parser(_ parser: XMLParser, foundInternalEntityDeclarationWithName name: String, value: String?) {
            refuse(parser)
        }

        func parser(
            _ parser: XMLParser, foundExternalEntityDeclarationWithName name: String, publicID: String?,
            systemID: String?
        ) { refuse(parser) }

        private func refuse(_ parser: XMLParser) {
            attempt(parser) { () throws(SpreadsheetError) in throw .declaresEntities(part: part) }
        }

        /// Looks at the clock after about so much work as 512 plain elements make.
        private func count(_ work: Int) throws(SpreadsheetError) {
            workDone += work
            guard workDone >= 512 else { return }
            workDone = 0
            try clock.check()
        }

        private func malformed(_ parser: XMLParser) -> SpreadsheetError {
            .damaged(part: part, reason: "not well-formed in line \(parser.lineNumber)")
        }

        /// The first failure ends the parsing; the parser may still report what it has begun.
        private func attempt(_ parser: XMLParser, _ body: () throws(SpreadsheetError) -> Void) {
            guard failure == nil else { return }
            do throws(SpreadsheetError) {
                try body()
            } catch {
                failure = error
                parser.abortParsing()
            }
        }

        private static func local(_ name: String) -> Substring {
            name.utf8.firstIndex(of: 0x3A).map { name[name.index(after: $0)...] } ?? name[...]
        }
    }

    extension [String: String] {
        /// The attribute of this local name that has a prefix: `r:id`, whatever the prefix.
        func prefixed(_ name: String) -> String? { first { $0.key.hasSuffix(":" + name) }?.value }
    }
#endif
