import Browser

/// How a colour is called by somebody who looks.
enum Hue: String { case red, green, blue, yellow, none }

extension Browser {
    /// The hue of an element's colour, as it is drawn.
    ///
    /// - Parameter before: whether the sign before it is meant, which the style sheet draws.
    func hue(of selector: String, _ property: String = "background-color", before: Bool = false) async throws -> Hue {
        let colour = try await script(
            """
            const one = document.querySelector(arguments[0]);
            const style = one && getComputedStyle(one, arguments[2] ? "::before" : null);
            return style ? style.getPropertyValue(arguments[1]).match(/[0-9.]+/g).slice(0, 3).map(Number) : [];
            """, [selector, property, before])
        guard let parts = colour as? [Double] ?? (colour as? [Int])?.map(Double.init), parts.count == 3,
            let most = parts.max(), let least = parts.min(), most - least > 8
        else { return .none }
        let (red, green, blue) = (parts[0], parts[1], parts[2])
        if red == most { return green - blue > (red - blue) / 2 ? .yellow : .red }
        return green == most ? .green : .blue
    }
}
