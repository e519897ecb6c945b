/// How a virtual card behaves where real cards differ, and what goes wrong with it.
package struct CardBehaviour: Sendable, Hashable, Codable {
    /// Tries for a password before it is blocked, told in 63Cx; nil: the card tells nothing and never blocks.
    package var passwordTries: Int?
    /// Data groups that need Terminal Authentication: they answer 6982.
    package var lockedDataGroups: [Int]
    package var fault: CardFault?

    package init(passwordTries: Int? = nil, lockedDataGroups: [Int] = [3, 4], fault: CardFault? = nil) {
        self.passwordTries = passwordTries
        self.lockedDataGroups = lockedDataGroups
        self.fault = fault
    }
}
