import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Signing in: equal for known and unknown, slow for guessers, over when it must be.
struct SignInTests {
    @Test("unknown account, wrong password and disabled account fail alike, each after one verification")
    func alike() async throws {
        let world = try await World()
        try await world.station.disableAccount("expert")
        for (login, password) in [("nobody", "x"), ("liaison", "x"), ("expert", Person.password)] {
            let before = world.hashing.verifications.count
            await #expect(throws: StationError.signInFailed) {
                try await world.station.signIn(login: login, password: password, address: "a", hashing: world.hashing)
            }
            #expect(world.hashing.verifications.count == before + 1, "\(login)")
        }
    }

    @Test("after ten failures an account waits, even with the right password and from elsewhere, and then not any more")
    func limit() async throws {
        let world = try await World()
        for index in 0..<10 {
            await #expect(throws: StationError.signInFailed) {
                try await world.signIn(.liaison, password: "wrong", from: "address-\(index)")
            }
        }
        await #expect(throws: StationError.tooManyAttempts(until: world.clock.now.addingTimeInterval(900))) {
            try await world.signIn(.liaison, from: "elsewhere")
        }
        try await world.signIn(.manager)
        world.clock.move(901)
        try await world.signIn(.liaison)
    }

    @Test("the time told stands still however often one tries, and is enough to wait for")
    func toldTime() async throws {
        let world = try await World()
        let first = world.clock.now
        for _ in 0..<10 {
            _ = try? await world.signIn(.liaison, password: "wrong")
            world.clock.move(30)
        }
        for _ in 0..<3 {
            await #expect(throws: StationError.tooManyAttempts(until: first.addingTimeInterval(900))) {
                try await world.signIn(.liaison)
            }
            world.clock.move(60)
        }
        world.clock.set(first.addingTimeInterval(900))
        try await world.signIn(.liaison)
    }

    @Test("an unknown account waits exactly as a known one")
    func unknownWaits() async throws {
        let world = try await World()
        for _ in 0..<10 {
            _ = try? await world.station.signIn(login: "nobody", password: "x", address: "a", hashing: world.hashing)
        }
        await #expect(throws: StationError.tooManyAttempts(until: world.clock.now.addingTimeInterval(900))) {
            try await world.station.signIn(login: " NOBODY", password: "x", address: "b", hashing: world.hashing)
        }
    }

    @Test("a few people's typing mistakes do not lock out their office; a hundred failures from one address do")
    func address() async throws {
        let world = try await World()
        func fail(_ count: Int, _ name: String) async {
            for index in 0..<count {
                _ = try? await world.station.signIn(
                    login: "\(name)\(index)", password: "x", address: "office", hashing: world.hashing)
            }
        }
        await fail(99, "guess")
        try await world.signIn(.liaison, from: "office")
        await fail(1, "last")
        await #expect(throws: StationError.tooManyAttempts(until: world.clock.now.addingTimeInterval(900))) {
            try await world.signIn(.liaison, from: "office")
        }
        try await world.signIn(.liaison, from: "home")
    }

    @Test("a success forgets the account's failures")
    func forgiven() async throws {
        let world = try await World()
        for _ in 0..<9 { _ = try? await world.signIn(.liaison, password: "wrong") }
        try await world.signIn(.liaison)
        for _ in 0..<9 { _ = try? await world.signIn(.liaison, password: "wrong") }
        try await world.signIn(.liaison)
    }

    @Test("a token is good until it runs out or is signed out, and no other is")
    func token() async throws {
        let world = try await World()
        let first = try await world.signIn(.owner)
        let second = try await world.signIn(.owner)
        #expect(first.token != second.token)
        #expect(try await world.station.principal(token: first.token)?.account.login == "owner")
        #expect(try await world.station.principal(token: first.token + "x") == nil)
        try await world.station.signOut(token: first.token)
        #expect(try await world.station.principal(token: first.token) == nil)
        #expect(try await world.station.principal(token: second.token) != nil)
        world.clock.move(3600)
        #expect(try await world.station.principal(token: second.token) == nil)
    }

    @Test("disabling an account ends its sessions at once")
    func disabled() async throws {
        let world = try await World()
        let token = try await world.signIn(.liaison).token
        try await world.station.disableAccount("liaison")
        #expect(try await world.station.principal(token: token) == nil)
        await #expect(throws: StationError.signInFailed) { try await world.signIn(.liaison) }
    }

    @Test("an account disabled while its password is being verified gets no session")
    func disabledMeanwhile() async throws {
        let world = try await World()
        let slow = PlainHashing { try await world.station.disableAccount("liaison") }
        await #expect(throws: StationError.signInFailed) {
            try await world.station.signIn(login: "liaison", password: Person.password, address: "a", hashing: slow)
        }
    }

    @Test("a new password ends the sessions of the old one, enables the account and forgets its failures")
    func reset() async throws {
        let world = try await World()
        let token = try await world.signIn(.liaison).token
        for _ in 0..<10 { _ = try? await world.signIn(.liaison, password: "wrong") }
        try await world.station.resetPassword("liaison", to: "another-password", hashing: world.hashing)
        #expect(try await world.station.principal(token: token) == nil)
        try await world.signIn(.liaison, password: "another-password")
        await #expect(throws: StationError.signInFailed) { try await world.signIn(.liaison) }
    }

    @Test("an account that makes no sense is refused, every mistake at its field")
    func newAccount() async throws {
        let world = try await World()
        func add(_ login: String, _ roles: Set<Role>, unit: UnitID? = nil, password: String = Person.password)
            async throws
        {
            try await world.station.addAccount(
                NewAccount(
                    login: login, displayName: "名", roles: roles, unit: unit, company: nil, email: "a@example.com",
                    password: password), hashing: world.hashing)
        }
        func problems(_ body: () async throws -> Void) async throws -> [String] {
            do {
                try await body()
                return []
            } catch StationError.invalid(let problems) { return problems.map(\.pointer) }
        }
        #expect(try await problems { try await add(" ", [], password: "short") } == ["/login", "/password", "/role"])
        #expect(try await problems { try await add("a", [.unit], unit: "nowhere") } == ["/unit"])
        #expect(try await problems { try await add("a", [.company]) } == ["/company"])
        #expect(try await problems { try await add("Liaison ", [.liaison]) } == ["/login"])
        #expect(try await problems { try await add("a\nb", [.liaison]) } == ["/login"])
        #expect(try await problems { try await add("a", [.liaison]) } == [])
    }
}
