import Testing

@testable import Registry

@Suite("The states of an account: every transition, and every one that is refused")
struct AccountMachineTests {
    private static let none: AccountStatus? = nil
    private static let pending = AccountStatus(.pending, level: 1)
    static let everyStatus: [AccountStatus?] = [
        none, pending, AccountStatus(.active, level: 1), AccountStatus(.active, level: 2),
        AccountStatus(.locked, level: 1), AccountStatus(.locked, level: 2), AccountStatus(.closed, level: 2),
    ]

    struct Row: Sendable {
        let action: AccountAction
        /// In the order of ``everyStatus``: what it becomes, or why it does not.
        let outcomes: [Outcome]
    }

    enum Outcome: Sendable, Equatable {
        case to(AccountChange, AccountState, Int)
        case no(AccountRefusal)
        case nothing
    }

    static let table: [Row] = [
        Row(action: .nothing, outcomes: Array(repeating: .nothing, count: 7)),
        Row(
            action: .openAccount,
            outcomes: [
                .to(.opened, .active, 2), .to(.opened, .active, 2), .to(.raised, .active, 2), .no(.exists),
                .no(.isLocked), .no(.isLocked), .to(.opened, .active, 2),
            ]),
        Row(
            action: .changeContact,
            outcomes: [
                .no(.missing), .no(.pending), .to(.contactChanged, .active, 1), .to(.contactChanged, .active, 2),
                .no(.isLocked), .no(.isLocked), .no(.closed),
            ]),
        Row(
            action: .lockAccount,
            outcomes: [
                .no(.missing), .no(.pending), .to(.locked, .locked, 1), .to(.locked, .locked, 2), .no(.isLocked),
                .no(.isLocked), .no(.closed),
            ]),
        Row(
            action: .unlockAccount,
            outcomes: [
                .no(.missing), .no(.pending), .no(.notLocked), .no(.notLocked), .to(.unlocked, .active, 1),
                .to(.unlocked, .active, 2), .no(.closed),
            ]),
        Row(
            action: .reissueActivation,
            outcomes: [
                .no(.missing), .no(.pending), .to(.activationReissued, .active, 1),
                .to(.activationReissued, .active, 2), .no(.isLocked), .no(.isLocked), .no(.closed),
            ]),
        Row(
            action: .renewDocument,
            outcomes: [
                .no(.missing), .no(.pending), .to(.documentRenewed, .active, 1), .to(.documentRenewed, .active, 2),
                .to(.documentRenewed, .locked, 1), .to(.documentRenewed, .locked, 2), .no(.closed),
            ]),
    ]

    @Test("an approved record does to each state what the table says", arguments: table)
    func approved(_ row: Row) {
        for (status, wanted) in zip(Self.everyStatus, row.outcomes) {
            let outcome: Outcome
            do throws(AccountRefusal) {
                let step = try AccountMachine.approve(row.action, status)
                outcome = step.map { .to($0.change, $0.status.state, $0.status.level) } ?? .nothing
            } catch { outcome = .no(error) }
            #expect(outcome == wanted, "\(row.action) of \(status.map { "\($0)" } ?? "none")")
        }
    }

    @Test("officers close what is there, locked or not, and nothing else")
    func closed() {
        let wanted: [Outcome] = [
            .no(.missing), .no(.pending), .to(.closed, .closed, 1), .to(.closed, .closed, 2), .to(.closed, .closed, 1),
            .to(.closed, .closed, 2), .no(.closed),
        ]
        for (status, wanted) in zip(Self.everyStatus, wanted) {
            let outcome: Outcome
            do throws(AccountRefusal) {
                let step = try AccountMachine.close(status)
                outcome = .to(step.change, step.status.state, step.status.level)
            } catch { outcome = .no(error) }
            #expect(outcome == wanted, "\(status.map { "\($0)" } ?? "none")")
        }
    }

    @Test("the table has every action of procedures, once") func complete() {
        #expect(Self.table.map(\.action).count == AccountAction.allCases.count)
        #expect(Set(Self.table.map(\.action)) == Set(AccountAction.allCases))
    }

    @Test("a record that waits makes an account pending where there is none, and nothing else")
    func requested() {
        for action in AccountAction.allCases {
            for status in Self.everyStatus {
                let step = AccountMachine.request(action, status)
                let isNew = action == .openAccount && (status == nil || status?.state == .closed)
                #expect((step != nil) == isNew)
                if let step { #expect(step.status == Self.pending && step.change == .requested) }
            }
        }
    }

    @Test("a record that is turned down closes what it asked for, and nothing else")
    func withdrawn() {
        for action in AccountAction.allCases {
            for status in Self.everyStatus {
                let step = AccountMachine.withdraw(action, status)
                #expect((step != nil) == (action == .openAccount && status?.state == .pending))
                if let step { #expect(step.status.state == .closed && step.change == .withdrawn) }
            }
        }
    }
}
