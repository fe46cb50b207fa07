import Testing

/// `#require` for helpers that are not tests themselves.
func requireValue<Value>(_ value: Value?, _ location: SourceLocation = #_sourceLocation) throws -> Value {
    try #require(value, sourceLocation: location)
}

/// Whether two numbers are equal but for binary noise.
func isClose(_ left: Double?, _ right: Double?, within tolerance: Double = 1e-9) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    return abs(left - right) <= tolerance
}
