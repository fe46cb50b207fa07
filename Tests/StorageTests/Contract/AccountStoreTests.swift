import Casework
import Foundation
import Station
import Testing

@Suite("Accounts and sessions")
struct AccountStoreTests {
    private let token = String(repeating: "a", count: 64)

    @Test("an account is found by id, login, role and unit", arguments: Engine.allCases)
    func finding(engine: Engine) async throws {
        let station = try engine.open()
        let officer = Fixtures.account("1", roles: [.unit, .expert], unit: "entry-exit")
        let expert = Fixtures.account("2", roles: [.expert], unit: "entry-exit")
        let bare = Fixtures.account("3", roles: [])
        try await station.write { tx in
            for account in [officer, expert, bare] { try tx.accounts.add(account) }
        }
        #expect(try await station.read { try $0.accounts.account("1") } == officer)
        #expect(try await station.read { try $0.accounts.account("3") } == bare)
        #expect(try await station.read { try $0.accounts.account(login: "login-2") } == expert)
        #expect(try await station.read { try $0.accounts.accounts(with: .expert) } == [officer, expert])
        #expect(try await station.read { try $0.accounts.officers(of: "entry-exit") } == [officer])
        #expect(try await station.read { try $0.accounts.count() } == 3)
    }

    @Test("a taken login is refused by name", arguments: Engine.allCases)
    func takenLogin(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { try $0.accounts.add(Fixtures.account("1", login: "same")) }
        await #expect(throws: StoreError.alreadyExists("same")) {
            try await station.write { try $0.accounts.add(Fixtures.account("2", login: "same")) }
        }
    }

    @Test("updating replaces everything but id and login", arguments: Engine.allCases)
    func updating(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            try tx.accounts.add(Fixtures.account("1", login: "first", roles: [.liaison, .manager]))
            try tx.accounts.update(Fixtures.account("1", login: "second", roles: [.auditor], isDisabled: true))
        }
        let stored = try await station.read { try $0.accounts.account("1") }
        #expect(stored == Fixtures.account("1", login: "first", roles: [.auditor], isDisabled: true))
    }

    @Test("a session counts until it expires, is closed, or its account is disabled", arguments: Engine.allCases)
    func sessions(engine: Engine) async throws {
        let station = try engine.open()
        let token = token
        let account = Fixtures.account("1")
        let session = Session(
            tokenHash: token, accountID: "1", createdAt: Fixtures.monday, expiresAt: Fixtures.after(60))
        @Sendable func holder(at seconds: TimeInterval) async throws -> Account? {
            try await station.read { try $0.accounts.account(tokenHash: token, at: Fixtures.after(seconds)) }
        }
        try await station.write { tx in
            try tx.accounts.add(account)
            try tx.accounts.open(session)
        }
        #expect(try await holder(at: 59.999) == account)
        #expect(try await holder(at: 60) == nil)
        try await station.write { try $0.accounts.update(Fixtures.account("1", isDisabled: true)) }
        #expect(try await holder(at: 1) == nil)
        try await station.write { try $0.accounts.update(account) }
        #expect(try await holder(at: 1) == account)
        try await station.write { try $0.accounts.closeSession(tokenHash: token) }
        #expect(try await holder(at: 1) == nil)
        try await station.write { tx in
            try tx.accounts.open(session)
            try tx.accounts.closeSessions(of: "1")
        }
        #expect(try await holder(at: 1) == nil)
    }

    @Test(
        "the failure that makes enough is found per key and span, and failures can be cleared",
        arguments: Engine.allCases)
    func failures(engine: Engine) async throws {
        let station = try engine.open()
        try await station.write { tx in
            for seconds in [0.0, 10, 10, 20] { try tx.accounts.recordSignInFailure("a", at: Fixtures.after(seconds)) }
            try tx.accounts.recordSignInFailure("b", at: Fixtures.after(20))
        }
        func failure(_ count: Int, _ key: String, after seconds: Double) async throws -> Date? {
            try await station.read { try $0.accounts.signInFailure(count, of: key, after: Fixtures.after(seconds)) }
        }
        #expect(try await failure(1, "a", after: -1) == Fixtures.after(20))
        #expect(try await failure(3, "a", after: -1) == Fixtures.after(10))
        #expect(try await failure(4, "a", after: -1) == Fixtures.monday)
        #expect(try await failure(5, "a", after: -1) == nil)
        #expect(try await failure(4, "a", after: 0) == nil)
        try await station.write { try $0.accounts.clearSignInFailures("a") }
        #expect(try await failure(1, "a", after: -1) == nil)
        #expect(try await failure(1, "b", after: -1) == Fixtures.after(20))
    }
}
