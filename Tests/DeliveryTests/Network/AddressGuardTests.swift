import Testing

@testable import Delivery

struct AddressGuardTests {
    static let refused = [
        "0.0.0.0", "0.1.2.3", "10.0.0.1", "10.255.255.255", "100.64.0.1", "100.127.255.255", "127.0.0.1",
        "127.255.255.254", "169.254.169.254", "172.16.0.1", "172.31.255.255", "192.0.0.1", "192.0.0.192", "192.0.2.1",
        "192.88.99.1", "192.168.0.1", "192.168.255.255", "198.18.0.1", "198.19.255.255", "198.51.100.7", "203.0.113.9",
        "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
        "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:8.8.8.8", "::ffff:0:127.0.0.1", "64:ff9b::7f00:1",
        "64:ff9b:1::1", "100::1", "2001::1", "2001:0:4136:e378:8000:63bf:3fff:fdd2", "2001:10::1", "2001:db8::1",
        "2002:7f00:1::1", "2002:c0a8:101::1", "3fff::1", "5f00::1", "fc00::1", "fd12:3456::1", "fdff::1", "fe80::1",
        "fe80::1:2:3:4", "fec0::1", "ff02::1", "ff0e::1", "4000::1",
    ]
    static let permitted = [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255", "100.128.0.0", "126.255.255.255",
        "128.0.0.1", "172.15.255.255", "172.32.0.0", "192.167.255.255", "192.169.0.0", "198.17.255.255", "198.20.0.0",
        "223.255.255.255", "2001:200::1", "2400:3200::1", "2606:4700::1111", "2a00:1450::1", "3ffe::1",
    ]

    @Test("addresses that are not public are refused", arguments: refused)
    func refuses(text: String) throws {
        #expect(!AddressGuard().permits(try #require(IPAddress(text)), port: 443))
    }

    @Test("public addresses are permitted, right up to the borders", arguments: permitted)
    func permits(text: String) throws {
        #expect(AddressGuard().permits(try #require(IPAddress(text)), port: 443))
    }

    @Test("every line of the table is a block")
    func tableIsWhole() { #expect(AddressGuard.refusedCount == 19) }

    @Test("an allowed network opens just itself, and just its port")
    func allows() throws {
        let guarding = AddressGuard(allowed: [
            try #require(AllowedNetwork("10.20.0.0/16:8443")), try #require(AllowedNetwork("[fd12::/16]:443")),
            try #require(AllowedNetwork("127.0.0.1")),
        ])
        func permits(_ text: String, _ port: UInt16) throws -> Bool {
            guarding.permits(try #require(IPAddress(text)), port: port)
        }
        #expect(try permits("10.20.255.1", 8443))
        #expect(try !permits("10.20.255.1", 443))
        #expect(try !permits("10.21.0.1", 8443))
        #expect(try permits("fd12:9::1", 443))
        #expect(try !permits("fd13::1", 443))
        #expect(try permits("127.0.0.1", 1))
        #expect(try !permits("127.0.0.2", 1))
        #expect(try !permits("::ffff:127.0.0.1", 1))
        #expect(try !permits("::ffff:10.20.0.1", 8443))
    }

    @Test(
        "an allowed network that is not one is refused, not guessed at",
        arguments: [
            "", "10.0.0.0/33", "10.0.0.0/-1", "10.0.0/8", "10.0.0.0/8:0", "10.0.0.0/8:65536", "10.0.0.0/8:",
            "fd00::/129",
            "[fd00::/8", "[fd00::/8]443", "localhost", "010.0.0.1", "0x7f000001", "10.0.0.0/8/8", "fe80::1%eth0",
        ])
    func malformed(text: String) { #expect(AllowedNetwork(text) == nil) }
}
