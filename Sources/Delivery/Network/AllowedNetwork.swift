/// A network that outgoing webhooks may reach although it is not public: police intranets are private.
public struct AllowedNetwork: Hashable, Sendable, CustomStringConvertible {
    let block: AddressBlock
    /// Nil means every port.
    let port: UInt16?
    /// As it was written.
    public let description: String

    /// Parses `10.20.0.0/16`, `10.20.0.5:8443`, `fd12::/16` or `[fd12::/16]:443`; nil when malformed.
    public init?(_ text: String) {
        var network = Substring(text)
        var port: Substring?
        if text.hasPrefix("[") {
            guard let end = text.firstIndex(of: "]") else { return nil }
            network = text[text.index(after: text.startIndex)..<end]
            let rest = text[text.index(after: end)...]
            guard rest.isEmpty || rest.hasPrefix(":") else { return nil }
            port = rest.isEmpty ? nil : rest.dropFirst()
        } else if text.filter({ $0 == ":" }).count == 1, let colon = text.firstIndex(of: ":") {
            network = text[..<colon]
            port = text[text.index(after: colon)...]
        }
        guard let block = AddressBlock(String(network)) else { return nil }
        if let port {
            guard let number = UInt16(port), number > 0 else { return nil }
            self.port = number
        } else {
            self.port = nil
        }
        self.block = block
        description = text
    }
}
