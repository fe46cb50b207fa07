#if PostgreSQL
    import CPostgres
    import Foundation
    import Station

    /// What the server or libpq said when something failed.
    struct PostgresFailure: Error {
        /// SQLSTATE (PostgreSQL 15, appendix A), or empty if libpq itself failed.
        let state: String
        let message: String
        /// Whether the connection is gone.
        let isLost: Bool
        /// Whether the same closure may well succeed if run again: a serialisation failure, a deadlock, statements that the
        /// server no longer knows. Nothing of it is stored.
        let mayRunAgain: Bool

        init(state: String, message: String, isLost: Bool, mayRunAgain: Bool = false) {
            self.state = state
            self.message = message
            self.isLost = isLost
            self.mayRunAgain = !isLost && (mayRunAgain || state == "40001" || state == "40P01")
        }

        static func lost(_ message: String) -> PostgresFailure {
            PostgresFailure(state: "", message: message, isLost: true)
        }

        /// What it means to the station; `server` is the address without the password.
        func storeError(_ server: String) -> StoreError {
            switch state {
            case "23505": return .alreadyExists(message)
            case "XX001", "XX002": return .damaged("\(server): \(message)")
            // These sentences repeat the value, which may be personal.
            case _ where state.hasPrefix("22"):
                return .unavailable("\(server): a value does not fit its column (\(state))")
            default: return .unavailable("\(server): \(message)")
            }
        }

        /// libpq's or the server's words as one line, without severity and final full stop.
        static func sentence(_ text: UnsafePointer<CChar>?) -> String {
            guard let text else { return "no reason was given" }
            let lines = String(cString: text).split(whereSeparator: \.isNewline).map { line in
                line.trimmingCharacters(in: .whitespaces).replacingOccurrences(of: "FATAL:  ", with: "")
            }
            let sentence = lines.filter { !$0.isEmpty }.joined(separator: "; ")
            return sentence.hasSuffix(".") ? String(sentence.dropLast()) : sentence
        }
    }
#endif
