import Foundation

/// Pictures of nobody, drawn for the pages.
enum Pictures {
    /// A drawn face in a portrait's shape.
    static func face(_ shirt: String) -> String {
        image(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 300 400"><rect width="300" height="400" fill="#cfdbe4"/>
            <path d="M30 400 q10 -110 120 -115 q110 5 120 115z" fill="\(shirt)"/><rect x="122" y="230" width="56" height="70" fill="#d9ab86"/>
            <ellipse cx="150" cy="175" rx="75" ry="98" fill="#e6bb96"/><path d="M72 160 q5 -95 78 -95 q75 0 78 95 q-20 -60 -78 -58 q-58 -2 -78 58z" fill="#221a18"/>
            <circle cx="122" cy="172" r="7" fill="#221a18"/><circle cx="178" cy="172" r="7" fill="#221a18"/>
            <path d="M150 180 v28 h-9 M125 232 q25 18 50 0" fill="none" stroke="#8d5c44" stroke-width="5"/></svg>
            """)
    }

    /// Squares like those of a receipt's code; they say nothing.
    static var code: String {
        var squares = ""
        var state: UInt32 = 7
        for row in 0..<29 {
            for column in 0..<29 {
                state = state &* 1_664_525 &+ 1_013_904_223
                let isCorner = (row < 8 || row > 20) && column < 8 || row < 8 && column > 20
                if !isCorner, state >> 31 == 1 { squares += "M\(column) \(row)h1v1h-1z" }
            }
        }
        for (column, row) in [(0, 0), (22, 0), (0, 22)] {
            squares += "M\(column) \(row)h7v7h-7zm1 1v5h5v-5zM\(column + 2) \(row + 2)h3v3h-3z"
        }
        return image(
            """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 33 33"><rect x="-2" y="-2" width="33" height="33" fill="#fff"/>
            <path fill-rule="evenodd" d="\(squares)"/></svg>
            """)
    }

    private static func image(_ svg: String) -> String {
        "data:image/svg+xml;base64," + Data(svg.utf8).base64EncodedString()
    }
}
