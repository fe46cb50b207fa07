#if PostgreSQL
    import CPostgres
    import Foundation

    /// A `postgres://` address taken apart: libpq's parameters as they stand, and the few that are the station's own.
    struct PostgresAddress: Sendable {
        typealias Parameters = [String: String]

        /// For people and logs: without the password.
        let name: String
        /// How many connections carry transactions (`pool_size`).
        let poolSize: Int
        let parameters: Parameters
        /// Where notifications are listened for: as `parameters`, or past a pooler (`listen_host`, `listen_port`).
        let listening: Parameters

        private static let own: Set<String> = ["pool_size", "listen_host", "listen_port"]
        private static let poolSizes = 1...64

        /// What libpq is told unless the address or the environment says otherwise: seconds, and for `tcp_user_timeout`
        /// milliseconds. A server that is gone without a word is noticed within a quarter of a minute.
        private static let usual: Parameters = [
            "connect_timeout": "5", "fallback_application_name": "cloudstation", "keepalives_idle": "30",
            "keepalives_interval": "5", "keepalives_count": "3", "tcp_user_timeout": "15000",
        ]

        /// Throws `server` with a reason that repeats nothing of the address: it may hold a password.
        init(_ url: String) throws(OpeningError) {
            let name = StoreLocation.postgres(url: url).description
            var own: Parameters = [:]
            let rest = Self.takeOut(Self.own, of: url, into: &own)
            var parameters = try Self.parse(rest, name: name)
            try Self.check(parameters, name: name)
            for (keyword, value) in Self.usual where parameters[keyword] == nil && !Self.isSet(keyword) {
                parameters[keyword] = value
            }
            parameters["client_encoding"] = "UTF8"
            guard let poolSize = Int(own["pool_size"] ?? "8"), Self.poolSizes ~= poolSize else {
                throw .server(name, reason: "pool_size is not a number from 1 to \(Self.poolSizes.upperBound)")
            }
            var listening = parameters
            if own["listen_host"] != nil || own["listen_port"] != nil { listening["hostaddr"] = nil }
            if let host = own["listen_host"] { listening["host"] = host }
            if let port = own["listen_port"] { listening["port"] = port }
            try Self.check(listening, name: name)
            self.name = name
            self.poolSize = poolSize
            self.parameters = parameters
            self.listening = listening
        }

        /// `url` without the query items called `names`, which go to `found`.
        private static func takeOut(_ names: Set<String>, of url: String, into found: inout Parameters) -> String {
            guard let mark = url.firstIndex(of: "?") else { return url }
            let items = url[url.index(after: mark)...].split(separator: "&")
            let kept = items.filter { item in
                let parts = item.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
                guard let name = parts.first.map(String.init), names.contains(name) else { return true }
                let value = parts.count == 2 ? String(parts[1]) : ""
                found[name] = value.removingPercentEncoding ?? value
                return false
            }
            return String(url[..<mark]) + (kept.isEmpty ? "" : "?" + kept.joined(separator: "&"))
        }

        private static func parse(_ url: String, name: String) throws(OpeningError) -> Parameters {
            var complaint: UnsafeMutablePointer<CChar>?
            guard let options = PQconninfoParse(url, &complaint) else {
                // libpq's sentence quotes the address; only what stands before the quotation is shown.
                let sentence = complaint.map { String(cString: $0) } ?? ""
                PQfreemem(complaint)
                let head = sentence.prefix { $0 != "\"" }.trimmingCharacters(in: .whitespacesAndNewlines)
                throw .server(name, reason: "the address cannot be read (\(head) …)")
            }
            defer { PQconninfoFree(options) }
            var parameters: Parameters = [:]
            var option = options
            while let keyword = option.pointee.keyword {
                if let value = option.pointee.val { parameters[String(cString: keyword)] = String(cString: value) }
                option += 1
            }
            return parameters
        }

        /// The usual slips that would make libpq print part of a password as the name of a host or a port.
        private static func check(_ parameters: Parameters, name: String) throws(OpeningError) {
            guard parameters["host"]?.contains("@") != true else {
                throw .server(name, reason: "write each @ within the user or password as %40")
            }
            guard parameters["port"]?.allSatisfy({ "0123456789,".contains($0) }) != false else {
                throw .server(name, reason: "the port is not a number")
            }
        }

        private static func isSet(_ keyword: String) -> Bool {
            switch keyword {
            case "connect_timeout": getenv("PGCONNECT_TIMEOUT") != nil
            default: false
            }
        }
    }
#endif
