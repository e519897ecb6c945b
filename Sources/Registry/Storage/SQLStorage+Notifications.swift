extension SQLStorage {
    package func takeNotification(at time: Timestamp, until: Timestamp) async throws -> WaitingNotification? {
        try await database.write { session in
            try session.lock(.notifications)
            let row = try session.row(
                """
                SELECT notifications.number, notifications.contact, notifications.attempts, events.event
                FROM notifications
                JOIN events ON events.number = notifications.event
                WHERE notifications.state = 'waiting' AND notifications.due <= ?
                ORDER BY notifications.due, notifications.number LIMIT 1
                """, [time])
            guard let row else { return nil }
            let number = try row.integer("number")
            try session.execute(
                "UPDATE notifications SET due = ?, attempts = attempts + 1 WHERE number = ?", [until, number])
            return WaitingNotification(
                number: number, event: try RegistryEvent(json: JSONValue(parsing: row.bytes("event"))),
                contact: try row.bytes("contact"), attempts: try row.integer("attempts") + 1)
        }
    }

    package func notificationDelivered(_ number: Int) async throws {
        _ = try await database.write { session in
            try session.execute(
                """
                UPDATE notifications SET state = 'delivered', contact = NULL, failure = NULL
                WHERE number = ? AND state = 'waiting'
                """, [number])
        }
    }

    package func notificationFailed(_ number: Int, failure: String, due: Timestamp?) async throws {
        try await database.write { session in
            if let due {
                _ = try session.execute(
                    "UPDATE notifications SET failure = ?, due = ? WHERE number = ? AND state = 'waiting'",
                    [failure, due, number])
            } else {
                _ = try session.execute(
                    "UPDATE notifications SET failure = ?, state = 'dead' WHERE number = ? AND state = 'waiting'",
                    [failure, number])
            }
        }
    }

    package func deadNotifications(limit: Int) async throws -> [DeadNotification] {
        try await database.read { session in
            try session.rows(
                """
                SELECT notifications.number, notifications.attempts, notifications.failure, events.kind, records.id
                FROM notifications
                JOIN events ON events.number = notifications.event
                JOIN records ON records.number = events.record
                WHERE notifications.state = 'dead' ORDER BY notifications.number LIMIT ?
                """, [limit]
            ).map { row in
                DeadNotification(
                    number: try row.integer("number"), kind: try row.text("kind"), record: try row.text("id"),
                    attempts: try row.integer("attempts"), failure: try row.optionalText("failure") ?? "")
            }
        }
    }

    package func reviveNotifications(at time: Timestamp) async throws -> Int {
        try await database.write { session in
            try session.execute(
                "UPDATE notifications SET state = 'waiting', attempts = 0, due = ? WHERE state = 'dead'", [time])
        }
    }
}
