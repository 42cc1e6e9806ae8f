namespace Seckill.Sqlite.Schema;

/// <summary>The first schema. Times are Unix milliseconds, amounts decimal text, states the numbers of the public enums.</summary>
internal static class SchemaV1
{
    public const string Sql = Sales + Purchases + Money + Rest;

    // The guard of the order path is repeated here as a check: whatever a statement does, no transaction can oversell.
    private const string Sales = """
        CREATE TABLE sale (
            ordinal INTEGER PRIMARY KEY AUTOINCREMENT CHECK (ordinal BETWEEN 1 AND 4294967295),
            product TEXT NOT NULL,
            title TEXT NOT NULL,
            price TEXT NOT NULL,
            currency TEXT NOT NULL,
            total INTEGER NOT NULL,
            pending_units INTEGER NOT NULL DEFAULT 0,
            paid_units INTEGER NOT NULL DEFAULT 0,
            per_buyer_limit INTEGER NOT NULL,
            starts_at INTEGER NOT NULL,
            ends_at INTEGER NOT NULL,
            mode INTEGER NOT NULL,
            payment_window INTEGER NOT NULL,
            stage INTEGER NOT NULL,
            version INTEGER NOT NULL DEFAULT 1,
            epoch INTEGER NOT NULL DEFAULT 0,
            adjustment_sequence INTEGER NOT NULL DEFAULT 0,
            CHECK (pending_units >= 0 AND paid_units >= 0 AND pending_units + paid_units <= total)
        ) STRICT;

        CREATE TABLE adjustment (
            sale INTEGER NOT NULL REFERENCES sale,
            sequence INTEGER NOT NULL,
            id TEXT NOT NULL,
            delta INTEGER NOT NULL CHECK (delta <> 0),
            reason TEXT NOT NULL,
            status INTEGER NOT NULL,
            PRIMARY KEY (sale, sequence),
            UNIQUE (sale, id)
        ) STRICT, WITHOUT ROWID;
        CREATE UNIQUE INDEX adjustment_open ON adjustment (sale) WHERE status = 1;

        """;

    // Rows are appended under a rowid, which is also the order of time. Ids and buyers fall on random places, so their indexes are tables of
    // their own that follow in bulk: they cover the rows up to purchase_folded, and memory covers those above it.
    // A void row is not among the orders of a sale, and only an unpaid order in the one by time, so that both stay short.
    private const string Purchases = """
        CREATE TABLE purchase (
            row INTEGER PRIMARY KEY,
            id BLOB NOT NULL CHECK (length(id) = 30),
            sale INTEGER NOT NULL,
            buyer TEXT NOT NULL,
            quantity INTEGER NOT NULL CHECK (quantity >= 1),
            unit_price TEXT NOT NULL,
            per_buyer_limit INTEGER NOT NULL,
            status INTEGER NOT NULL,
            reason INTEGER NOT NULL DEFAULT 0,
            keep_limit INTEGER NOT NULL DEFAULT 0,
            counts INTEGER NOT NULL,
            created_at INTEGER NOT NULL,
            pay_before INTEGER NOT NULL,
            paid_at INTEGER,
            synced INTEGER NOT NULL DEFAULT 0
        ) STRICT;
        CREATE INDEX purchase_sale ON purchase (sale) WHERE status <> 9;
        CREATE INDEX purchase_void ON purchase (sale) WHERE status = 9;
        CREATE INDEX purchase_unpaid ON purchase (pay_before) WHERE status = 1;
        CREATE INDEX purchase_unsynced ON purchase (paid_at) WHERE status = 2 AND synced = 0;
        CREATE INDEX purchase_held ON purchase (sale, buyer) WHERE keep_limit = 1;

        CREATE TABLE purchase_id (id BLOB PRIMARY KEY, row INTEGER NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE purchase_buyer (
            buyer TEXT NOT NULL,
            sale INTEGER NOT NULL,
            row INTEGER NOT NULL,
            PRIMARY KEY (buyer, sale, row)
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE purchase_folded (row INTEGER NOT NULL) STRICT;
        INSERT INTO purchase_folded (row) VALUES (0);

        CREATE TABLE stock_return (
            sequence INTEGER PRIMARY KEY,
            id BLOB NOT NULL UNIQUE,
            sale INTEGER NOT NULL,
            quantity INTEGER NOT NULL,
            keep_limit INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX stock_return_sale ON stock_return (sale);

        """;

    private const string Money = """
        CREATE TABLE payment (
            provider TEXT NOT NULL,
            transaction_id TEXT NOT NULL,
            purchase BLOB NOT NULL,
            amount TEXT NOT NULL,
            currency TEXT NOT NULL,
            outcome INTEGER NOT NULL,
            at INTEGER NOT NULL,
            PRIMARY KEY (provider, transaction_id)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE inventory (
            product TEXT PRIMARY KEY,
            on_hand INTEGER CHECK (on_hand >= 0),
            allotted INTEGER NOT NULL DEFAULT 0 CHECK (allotted >= 0)
        ) STRICT, WITHOUT ROWID;

        """;

    private const string Rest = """
        CREATE TABLE secret (name TEXT PRIMARY KEY, value BLOB NOT NULL) STRICT, WITHOUT ROWID;

        CREATE TABLE audit (
            row INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            who TEXT NOT NULL,
            action TEXT NOT NULL,
            target TEXT NOT NULL,
            detail TEXT NOT NULL,
            outcome TEXT NOT NULL
        ) STRICT;
        """;
}
