import Casework
import Foundation
import HealthCheck
import Station
import Testing

/// Who is told what, and how little of it travels.
struct NoticeTests {
    /// One step, and the notices it must leave: kind with audience, and where to.
    struct Step: Sendable, CustomTestStringConvertible {
        let testDescription: String
        let action: TicketAction
        let person: Person
        let notices: [String: String]
    }

    private static let owner = "owner@company.example"
    private static let desk = "liaison-desk@station.example"
    private static let tax = "tax@station.example"
    private static let entryExit = "entry-exit@station.example"

    @Test("every step of the loop tells exactly those concerned, at their own address")
    func loop() async throws {
        let world = try await World()
        var number: TicketNumber?
        let filed = try await world.messages { number = try await world.file() }
        let ticket = try #require(number)
        func told(_ messages: [OutboxMessage]) -> [String: String] {
            Dictionary(messages.map { ($0.kind, $0.destination) }, uniquingKeysWith: { "\($0) \($1)" })
        }
        #expect(told(filed) == ["ticket-submitted.company": Self.owner, "ticket-submitted.desk": Self.desk])
        let managers = ["ticket-escalated.managers": "manager@example.com"]
        let steps = [
            Step(
                "accepted", .accept(lead: "tax", assisting: ["entry-exit"], rule: nil), .liaison,
                [
                    "ticket-accepted.company": Self.owner, "ticket-transferred.lead": Self.tax,
                    "leg-opened.assisting": Self.entryExit,
                ]),
            Step("taken", .take, .tax, [:]),
            Step(
                "opinion", .giveOpinion(leg: 1, stance: .agree, text: "同意"), .entryExit,
                ["opinion-given.lead": Self.tax]),
            Step("note", .note(text: "内部"), .tax, [:]),
            Step("escalated", .escalate(reason: "复杂"), .tax, managers),
            Step("message out", .message(text: "请放心"), .tax, ["message-to-company.company": Self.owner]),
            Step("message in", .message(text: "请快些"), .owner, ["message-from-company.lead": Self.tax]),
            Step("papers wanted", .requestMaterials(text: "发票"), .tax, ["materials-requested.company": Self.owner]),
            Step("papers brought", .supplyMaterials(text: "已补"), .owner, ["materials-supplied.lead": Self.tax]),
            Step("answered", .answer(text: "可以退"), .tax, ["ticket-answered.company": Self.owner]),
            Step("not solved", .confirm(.notSolved), .owner, ["ticket-reopened.lead": Self.tax]),
            Step("answered again", .answer(text: "已退"), .tax, ["ticket-answered.company": Self.owner]),
            Step(
                "solved", .confirm(.solved), .owner,
                [
                    "ticket-closed.company": Self.owner, "ticket-closed.lead": Self.tax,
                ]),
            Step(
                "rated poorly", .rate(stars: 1, comment: "太慢"), .owner,
                [
                    "ticket-rated.lead": Self.tax, "ticket-rated-poorly.managers": "manager@example.com",
                ]),
        ]
        for step in steps {
            let sent = try await world.messages { try await world.act(step.action, on: ticket, as: step.person) }
            #expect(told(sent) == step.notices, "\(step.testDescription)")
        }
        #expect(try await world.messages().allSatisfy { $0.ticket == ticket })
    }

    @Test("no mail carries what was written on the ticket, and none has an open placeholder")
    func thinMail() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.act(.message(text: "私下话甲"), on: number, as: .tax)
        try await world.act(.requestMaterials(text: "私下话乙"), on: number, as: .tax)
        try await world.act(.supplyMaterials(text: "私下话丙"), on: number, as: .owner)
        try await world.act(.answer(text: "私下话丁"), on: number, as: .tax)
        let mails = try await world.messages()
        #expect(mails.count >= 8)
        for mail in mails {
            let text = mail.payload.subject + mail.payload.body
            #expect(!text.contains("机密") && !text.contains("E12345678") && !text.contains("私下话"), "\(mail.kind)")
            #expect(!text.contains("{") && !text.contains("}"), "\(mail.kind): \(text)")
            #expect(text.contains("\(World.baseURL)/tickets/\(number)"), "\(mail.kind)")
        }
    }

    @Test("a webhook carries numbers and states only: no text, no name, no address, no secret")
    func thinWebhook() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let endpoint = try await world.station.addEndpoint(EndpointChange(url: "https://hooks.example/x"), by: owner)
            .endpoint
        let number = try await world.started("标题也不外传")
        let hooks = try await world.messages().filter { $0.channel == .webhook }
        #expect(hooks.map(\.kind) == ["ticket-submitted", "ticket-accepted"])
        for hook in hooks {
            #expect(hook.destination == endpoint.id)
            let event = try #require(
                try JSONSerialization.jsonObject(with: Data(hook.payload.body.utf8)) as? [String: Any])
            #expect(
                Set(event.keys) == [
                    "specversion", "id", "source", "type", "subject", "time", "datacontenttype", "data",
                ])
            let data = try #require(event["data"] as? [String: Any])
            #expect(Set(data.keys) == ["ticket", "sequence", "state", "stage", "due", "link"])
            #expect(event["id"] as? String == hook.id)
            #expect(event["subject"] as? String == number.description)
            for secret in ["标题", "机密", endpoint.secret, "hooks.example", "张三", "021-", "虚构", Self.owner] {
                #expect(!hook.payload.body.contains(secret), "\(secret)")
            }
        }
    }

    @Test("an endpoint that is off hears nothing, and no other company's endpoint ever does")
    func endpoints() async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        let off = try await world.station.addEndpoint(EndpointChange(url: "https://hooks.example/off"), by: owner)
            .endpoint
        try await world.station.changeEndpoint(off.id, EndpointChange(isEnabled: false), by: owner)
        _ = try await world.station.addEndpoint(
            EndpointChange(url: "https://hooks.example/other"), by: try await world.principal(.stranger))
        _ = try await world.file()
        #expect(try await world.messages().allSatisfy { $0.channel == .mail })
    }

    @Test(
        "an endpoint must be a plain web address",
        arguments: [
            "", "hooks.example", "ftp://hooks.example/", "https://", "https://user:pw@hooks.example/",
            "https://hooks.example/\r\nX: y", "javascript:alert(1)",
            "https://hooks.example/" + String(repeating: "a", count: 2000),
        ])
    func address(url: String) async throws {
        let world = try await World()
        let owner = try await world.principal(.owner)
        await #expect(throws: StationError.invalid([FieldProblem("/url", .notAddress)])) {
            try await world.station.addEndpoint(EndpointChange(url: url), by: owner)
        }
    }

    @Test("a company is written to in its own language")
    func language() async throws {
        let world = try await World()
        let sent = try await world.messages { _ = try await world.file(as: .stranger) }
        let subjects = Dictionary(uniqueKeysWithValues: sent.map { ($0.kind, $0.payload.subject) })
        #expect(subjects["ticket-submitted.company"]?.hasPrefix("Request 2026-") == true)
        #expect(subjects["ticket-submitted.desk"]?.contains("Request") == false)
    }

    @Test("a manager whose account is disabled is told nothing")
    func disabledManager() async throws {
        let world = try await World()
        let number = try await world.started()
        try await world.station.disableAccount("manager")
        let sent = try await world.messages { try await world.act(.escalate(reason: "复杂"), on: number, as: .tax) }
        #expect(sent.isEmpty)
    }

    @Test("a submission tells the company of its profile and of every warning, without the answers")
    func profile() async throws {
        let world = try await World()
        let sent = try await world.messages { _ = try await world.submit(World.noLicence) }
        let kinds = sent.map(\.kind)
        #expect(kinds.first == "profile-issued.company")
        #expect(kinds.contains("warning-raised.company"))
        #expect(sent.allSatisfy { !$0.payload.body.contains("no-licence") && !$0.payload.body.contains("{") })
    }
}

extension NoticeTests.Step {
    init(_ name: String, _ action: TicketAction, _ person: Person, _ notices: [String: String]) {
        self.init(testDescription: name, action: action, person: person, notices: notices)
    }
}
