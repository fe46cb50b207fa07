import Casework
import Foundation
import Testing

/// The state machine against a table written down here by hand, and against what `applying` really does.
@Suite("State × action × role")
struct ActionTableTests {
    /// C company, D desk, L lead, A assisting unit, M manager, K clock; `-` nobody.
    static let expected = """
        action            submitted transferred inProgress awaitingMaterials answered closed refused withdrawn merged
        file              -         -           -          -                 -        -      -       -         -
        accept            D         -           -          -                 -        -      -       -         -
        take              -         L           -          -                 -        -      -       -         -
        refuse            D         -           -          -                 -        -      -       -         -
        transfer          -         D           DL         -                 -        -      -       -         -
        sendBack          -         L           L          -                 -        -      -       -         -
        recall            -         D           -          -                 -        -      -       -         -
        rule              D         D           D          -                 -        -      -       -         -
        openLeg           -         -           L          -                 -        -      -       -         -
        giveOpinion       -         -           A          A                 -        -      -       -         -
        releaseLeg        -         -           L          L                 -        -      -       -         -
        overrule          -         -           DM         DM                -        -      -       -         -
        consult           -         -           DL         DL                -        -      -       -         -
        deferPapers       -         -           L          -                 -        -      -       -         -
        receivePaper      -         DL          DL         DL                DL       -      -       -         -
        requestMaterials  -         -           L          -                 -        -      -       -         -
        supplyMaterials   -         -           -          CLD               -        -      -       -         -
        escalate          DLM       DLM         DLM        DLM               -        -      -       -         -
        supervise         M         M           M          M                 -        -      -       -         -
        answer            -         -           L          -                 -        -      -       -         -
        approve           K         -           -          -                 -        -      -       -         -
        confirm           -         -           -          -                 C        -      -       -         -
        rate              -         -           -          -                 C        C      C       -         -
        review            -         -           DM         -                 DM       DM     DM      -         -
        reopen            -         -           -          -                 C        C      C       -         -
        withdraw          C         C           C          C                 -        -      -       -         -
        retract           D         -           -          -                 -        -      -       -         -
        reclassify        D         D           DL         D                 -        -      -       -         -
        retime            DM        DM          DM         DM                DM       -      -       -         -
        callBack          DLM       DLM         DLM        DLM               DLM      DLM    DLM     DLM       DLM
        note              DLAM      DLAM        DLAM       DLAM              DLAM     DLAM   DLAM    DLAM      DLAM
        message           CDL       CDL         CDL        CDL               CDL      -      -       -         -
        merge             D         D           D          -                 -        -      -       -         -
        unmerge           -         -           -          -                 -        -      -       -         D
        link              DL        DL          DL         DL                DL       DL     DL      DL        DL
        join              D         D           D          D                 D        -      -       -         -
        addPart           D         D           D          D                 -        -      -       -         -
        notePart          K         K           K          K                 K        K      K       K         K
        remind            K         K           K          K                 K        -      -       -         -
        missLeg           K         K           K          K                 -        -      -       -         -
        missCall          K         K           K          K                 K        K      K       K         K
        missDeadline      K         K           K          K                 K        -      -       -         -
        """

    private static let letters: [Character: TicketRole] = [
        "C": .company, "D": .desk, "L": .lead, "A": .assisting, "M": .manager, "K": .clock,
    ]

    private struct Cell: Hashable {
        let action: TicketActionKind
        let state: TicketState
    }

    private let table: [Cell: Set<TicketRole>]

    init() throws {
        let lines = Self.expected.split(separator: "\n").map { $0.split(separator: " ").map(String.init) }
        let states = try lines[0].dropFirst().map { try #require(TicketState(rawValue: $0)) }
        var table: [Cell: Set<TicketRole>] = [:]
        for line in lines.dropFirst() {
            let action = try #require(TicketActionKind(rawValue: line[0]))
            for (state, cell) in zip(states, line.dropFirst()) {
                table[Cell(action: action, state: state)] = Set(cell.compactMap { Self.letters[$0] })
            }
        }
        self.table = table
    }

    @Test("the table has every action in every state: 42 × 9")
    func complete() {
        #expect(table.count == TicketActionKind.allCases.count * TicketState.allCases.count)
        #expect(table.count == 378)
    }

    @Test("the action table is the written one, cell by cell")
    func roles() {
        for (cell, roles) in table {
            #expect(ActionTable.roles(for: cell.action, in: cell.state) == roles, "\(cell.action) in \(cell.state)")
        }
    }

    @Test("in every state, every party gets exactly the actions the table gives to its roles", arguments: Story.all)
    func applying(story: Story) throws {
        let history = try story.history()
        let ticket = history.ticket
        #expect(ticket.state == story.state)
        for actor in story.actors {
            for kind in TicketActionKind.allCases {
                let roles = try #require(table[Cell(action: kind, state: story.state)])
                let isExpected = !roles.isDisjoint(with: actor.roles)
                let outcome = story.attempt(kind, by: actor.party, on: history)
                let place: Comment = "\(kind) by \(actor.party) in \(story.name)"
                switch outcome {
                case .success(let transition):
                    #expect(isExpected, place)
                    #expect(transition.ticket.version == ticket.version + 1, place)
                    #expect(transition.event.by == actor.party && transition.event.action.kind == kind, place)
                case .failure(.notAllowed(let refused, in: let state)):
                    #expect(!isExpected, place)
                    #expect(refused == kind && state == story.state, place)
                case .failure(.opinionsMissing(let units)):
                    #expect(isExpected && kind == .answer && units == ["assistant"], place)
                case .failure(.noSuchLeg):
                    #expect(isExpected && [.releaseLeg, .missLeg].contains(kind) && !story.hasLeg, place)
                case .failure(.notForRule): #expect(isExpected && kind == .approve && story.hasLeg, place)
                case .failure(.noSuchVeto): #expect(isExpected && kind == .overrule, place)
                case .failure(.noSuchPaper): #expect(isExpected && kind == .receivePaper, place)
                case .failure(.nothingToReview): #expect(isExpected && kind == .review, place)
                case .failure(.nobodyToCall):
                    #expect(isExpected && [.callBack, .missCall].contains(kind), place)
                case .failure(.noSuchPart): #expect(isExpected && kind == .notePart, place)
                case .failure(let error):
                    Issue.record("\(place): \(error)")
                }
            }
        }
    }
}
