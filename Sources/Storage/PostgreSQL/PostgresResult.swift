#if PostgreSQL
    import CPostgres
    import Station

    /// One result of libpq's, freed with its last use.
    struct PostgresResult: ~Copyable {
        private let result: OpaquePointer

        init(_ result: OpaquePointer) { self.result = result }

        deinit { PQclear(result) }

        /// The server's types (`pg_type.oid`) that the station reads as whole numbers: bool apart, int8, int2, int4, numeric.
        private static let boolean: Oid = 16
        private static let integers: Set<Oid> = [20, 21, 23, 1700]
        /// name, text, varchar.
        private static let texts: Set<Oid> = [19, 25, 1043]

        private enum Kind { case integer, flag, text, other }

        /// Nil if the statement went well.
        func failure(isLost: Bool) -> PostgresFailure? {
            switch PQresultStatus(result) {
            case PGRES_COMMAND_OK, PGRES_TUPLES_OK, PGRES_EMPTY_QUERY: return nil
            default:
                let state = PQresultErrorField(result, CPG_DIAG_SQLSTATE).map { String(cString: $0) } ?? ""
                let message = PQresultErrorField(result, CPG_DIAG_MESSAGE) ?? PQresultErrorMessage(result)
                return PostgresFailure(state: state, message: PostgresFailure.sentence(message), isLost: isLost)
            }
        }

        /// `COMMIT`, `INSERT 0 1` …
        var tag: String { String(cString: PQcmdStatus(result)) }

        /// How many rows the statement changed or gave.
        var rowCount: Int { Int(String(cString: PQcmdTuples(result))) ?? 0 }

        var columns: [String] { (0..<PQnfields(result)).map { String(cString: PQfname(result, $0)) } }

        /// Every row; `damaged` for a value that is no whole number and no UTF-8 text.
        func rows(columns: [String]) throws(StoreError) -> [SQLRow] {
            let kinds = (0..<PQnfields(result)).map { kind(PQftype(result, $0)) }
            let count = PQntuples(result)
            var rows: [SQLRow] = []
            rows.reserveCapacity(Int(count))
            for row in 0..<count {
                var values: [SQLValue] = []
                values.reserveCapacity(kinds.count)
                var column: Int32 = 0
                for kind in kinds {
                    values.append(try value(row, column, kind))
                    column += 1
                }
                rows.append(SQLRow(columns: columns, values: values))
            }
            return rows
        }

        private func kind(_ type: Oid) -> Kind {
            if Self.texts.contains(type) { return .text }
            if Self.integers.contains(type) { return .integer }
            return type == Self.boolean ? .flag : .other
        }

        private func value(_ row: Int32, _ column: Int32, _ kind: Kind) throws(StoreError) -> SQLValue {
            guard PQgetisnull(result, row, column) == 0 else { return .null }
            let start = UnsafeRawPointer(PQgetvalue(result, row, column))
            let bytes = UnsafeRawBufferPointer(start: start, count: Int(PQgetlength(result, row, column)))
            let value: SQLValue? =
                switch kind {
                case .text: String(validating: bytes, as: UTF8.self).map { .text($0) }
                case .integer: Self.integer(bytes).map { .integer($0) }
                case .flag: .flag(bytes.first == UInt8(ascii: "t"))
                case .other: nil
                }
            guard let value else { throw .damaged("a column holds a value of a type the station never writes") }
            return value
        }

        /// Decimal digits, perhaps after a minus; nil for anything else and for what 64 bits do not hold.
        private static func integer(_ bytes: UnsafeRawBufferPointer) -> Int64? {
            let isNegative = bytes.first == UInt8(ascii: "-")
            let digits = bytes.dropFirst(isNegative ? 1 : 0)
            guard !digits.isEmpty else { return nil }
            var value: Int64 = 0
            for byte in digits {
                guard UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte else { return nil }
                let digit = Int64(byte - UInt8(ascii: "0"))
                let (shifted, overflows) = value.multipliedReportingOverflow(by: 10)
                // Grows downwards, because the least number has no positive twin.
                let (next, underflows) = shifted.subtractingReportingOverflow(digit)
                guard !overflows, !underflows else { return nil }
                value = next
            }
            if isNegative { return value }
            return value == .min ? nil : -value
        }
    }
#endif
