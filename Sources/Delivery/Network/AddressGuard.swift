/// Says which addresses a webhook may connect to: public ones, and what the administrator allowed.
///
/// Asked with the address of the very socket about to be connected, so neither DNS nor odd spellings of a number can
/// get round it. Sources: the IANA special-purpose address registries (RFC 6890) for IPv4; for IPv6 everything outside
/// global unicast 2000::/3 is refused, and what inside it is special.
struct AddressGuard: Sendable {
    let allowed: [AllowedNetwork]

    init(allowed: [AllowedNetwork] = []) { self.allowed = allowed }

    /// Whether a connection to `address` and `port` may be opened.
    func permits(_ address: IPAddress, port: UInt16) -> Bool {
        if allowed.contains(where: { ($0.port ?? port) == port && $0.block.contains(address) }) { return true }
        if address.bytes.count == 4 { return !Self.refused.contains { $0.contains(address) } }
        return Self.global.contains { $0.contains(address) } && !Self.refused.contains { $0.contains(address) }
    }

    /// Loopback, link-local, unique local, multicast, v4-mapped, NAT64, discard … all lie outside.
    private static let global = blocks(["2000::/3"])

    private static let refused = blocks([
        "0.0.0.0/8",  // this network
        "10.0.0.0/8",  // private
        "100.64.0.0/10",  // carrier-grade NAT
        "127.0.0.0/8",  // loopback
        "169.254.0.0/16",  // link-local, cloud metadata
        "172.16.0.0/12",  // private
        "192.0.0.0/24",  // protocol assignments
        "192.0.2.0/24",  // documentation
        "192.88.99.0/24",  // 6to4 relay
        "192.168.0.0/16",  // private
        "198.18.0.0/15",  // benchmarking
        "198.51.100.0/24",  // documentation
        "203.0.113.0/24",  // documentation
        "224.0.0.0/4",  // multicast
        "240.0.0.0/4",  // class E and broadcast
        "2001::/23",  // protocol assignments: Teredo, ORCHID, benchmarking
        "2001:db8::/32",  // documentation
        "2002::/16",  // 6to4
        "3fff::/20",  // documentation
    ])

    /// A misspelt line would be dropped without a word: a test counts them.
    static var refusedCount: Int { refused.count }

    private static func blocks(_ texts: [String]) -> [AddressBlock] { texts.compactMap(AddressBlock.init) }
}
