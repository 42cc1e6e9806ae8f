using Seckill.Stock;

namespace Seckill.Redis.Tests.Model;

/// <summary>What a bucket should do, written for clarity: dictionaries and lists, no tricks shared with the scripts.</summary>
internal sealed class StockModel
{
    private Bucket? _bucket;

    public long Epoch => _bucket?.Epoch ?? 0;

    public long Version => _bucket?.Version ?? 0;

    public long AdjustmentSequence => _bucket?.Adjusted ?? 0;

    public IReadOnlyList<(int Purchase, int Quantity)> LoadOrders { get; private set; } = [];

    /// <summary>Carries out a call and tells the answer as text.</summary>
    public string Apply(StockOp op) => op switch
    {
        StockOp.Reserve o => Guarded(Epoch + o.EpochOffset, b => string.Join(' ', o.Wishes.Select(w => Reserve(b, w.Purchase, w.Quantity)))),
        StockOp.Confirm o => Guarded(0, b => string.Join(' ', o.Orders.Select(w => Confirm(b, w.Purchase, w.Quantity)))),
        StockOp.Release o => Guarded(Epoch + o.EpochOffset, b => string.Join(' ', o.Items.Select(w => Release(b, w.Purchase, w.Quantity, w.KeepLimit)))),
        StockOp.Adjust o => Guarded(Epoch + o.EpochOffset, b => Adjust(b, b.Adjusted + o.NumberOffset, o.Delta)),
        StockOp.Configure o => Guarded(Epoch + o.EpochOffset, b => Configure(b, b.Version + o.VersionOffset, o)),
        StockOp.Close o => Guarded(Epoch + o.EpochOffset, Close),
        StockOp.Hold => _bucket is null ? "NotLoaded" : Hold(_bucket),
        StockOp.BeginLoad o => Begin(o),
        StockOp.LoadPage o => Page(Epoch + o.EpochOffset, o),
        StockOp.LoadHeld o => Held(Epoch + o.EpochOffset, o),
        StockOp.CompleteLoad o => Complete(Epoch + o.EpochOffset),
        StockOp.Delete => Delete(),
        _ => throw new InvalidOperationException($"The model does not know {op}."),
    };

    /// <summary>Everything that can be seen of the bucket, as text.</summary>
    public string Describe()
    {
        if (_bucket is not { } b)
        {
            return "NotLoaded";
        }

        if (!b.LoadInProgress)
        {
            Assert.Equal(b.Total, b.Available + b.Reserved + b.Confirmed);
        }

        return StockText.Describe(
            b.Epoch, b.State, b.Total, b.Available, b.Reserved, b.Confirmed, b.Sequence, b.Ended, b.Adjusted, b.Version, b.Limit,
            Enumerable.Range(0, Samples.Purchases).Select(p => b.Records.TryGetValue(p, out var r) ? StockText.Describe(r.State, r.Quantity, r.Sequence) : "-"),
            b.Records.Where(r => r.Value.State == ReservationState.Reserved).OrderBy(r => r.Value.Sequence).Select(r => r.Key));
    }

    private string Guarded(long epoch, Func<Bucket, string> change) => _bucket switch
    {
        null => "NotLoaded",
        { State: BucketState.Loading } => "Loading",
        { } b when epoch != 0 && epoch != b.Epoch => "WrongEpoch",
        { } b => $"Ok {change(b)}",
    };

    private static string Reserve(Bucket b, int purchase, int quantity)
    {
        if (b.Records.TryGetValue(purchase, out var old))
        {
            return (old.Quantity == quantity ? "Exists/" : "QuantityDiffers/") + StockText.Describe(old.State, old.Quantity, old.Sequence);
        }

        var refusal = b.State == BucketState.Closed || b.Window > 0 ? "Ended"
            : b.State == BucketState.Paused ? "Paused"
            : b.Window < 0 ? "NotStarted"
            : b.Units(purchase) + quantity > b.Limit ? "LimitReached"
            : b.Available < quantity ? "SoldOut"
            : null;
        if (refusal is not null)
        {
            return refusal;
        }

        b.Sequence++;
        b.Available -= quantity;
        b.Reserved += quantity;
        b.AddUnits(purchase, quantity);
        b.Records[purchase] = new Record(ReservationState.Reserved, quantity, b.Sequence);
        return $"Taken/{StockText.Describe(ReservationState.Reserved, quantity, b.Sequence)}";
    }

    private static string Confirm(Bucket b, int purchase, int quantity)
    {
        if (!b.Records.TryGetValue(purchase, out var record))
        {
            b.Available -= quantity;
            b.Confirmed += quantity;
            b.AddUnits(purchase, quantity);
            b.Records[purchase] = new Record(ReservationState.Confirmed, quantity, 0);
            return "Done";
        }

        if (record.State != ReservationState.Reserved)
        {
            return record.State == ReservationState.Confirmed ? "Already" : "Released";
        }

        b.Reserved -= record.Quantity;
        b.Confirmed += record.Quantity;
        b.Ended++;
        b.Records[purchase] = record with { State = ReservationState.Confirmed };
        return "Done";
    }

    private static string Release(Bucket b, int purchase, int quantity, bool keepLimit)
    {
        if (!b.Records.TryGetValue(purchase, out var record))
        {
            b.Records[purchase] = new Record(ReservationState.Released, quantity, 0);
            return "Unknown";
        }

        if (record.State == ReservationState.Released)
        {
            return "Already";
        }

        if (record.State == ReservationState.Reserved)
        {
            b.Reserved -= record.Quantity;
            b.Ended++;
        }
        else
        {
            b.Confirmed -= record.Quantity;
        }

        b.Available += record.Quantity;
        if (!keepLimit)
        {
            b.AddUnits(purchase, -record.Quantity);
        }

        b.Records[purchase] = record with { State = ReservationState.Released };
        return "Done";
    }

    private static string Adjust(Bucket b, long number, long delta)
    {
        if (number <= b.Adjusted)
        {
            return number == b.Adjusted && !b.LastAdjustApplied ? "NotEnough" : "Already";
        }

        if (number > b.Adjusted + 1)
        {
            return "OutOfOrder";
        }

        b.Adjusted = number;
        b.LastAdjustApplied = b.Available + delta >= 0 || delta >= 0;
        if (!b.LastAdjustApplied)
        {
            return "NotEnough";
        }

        b.Available += delta;
        b.Total += delta;
        return "Applied";
    }

    private static string Configure(Bucket b, long version, StockOp.Configure op)
    {
        if (version <= b.Version)
        {
            return "Already";
        }

        b.Version = version;
        b.Limit = op.Limit;
        b.Window = op.Window;
        b.State = b.State == BucketState.Closed ? BucketState.Closed : op.State;
        return "Done";
    }

    private static string Close(Bucket b)
    {
        var outcome = b.State == BucketState.Closed ? "Already" : "Done";
        b.State = BucketState.Closed;
        return outcome;
    }

    private static string Hold(Bucket b)
    {
        var outcome = b.State == BucketState.Loading ? "Already" : "Done";
        b.State = BucketState.Loading;
        return $"Ok {outcome}";
    }

    private string Begin(StockOp.BeginLoad op)
    {
        var epoch = Math.Max(1, Epoch + op.EpochOffset);
        if (Epoch > epoch)
        {
            return "Superseded";
        }

        if (Epoch == epoch && _bucket is not null)
        {
            return "Ok";
        }

        LoadOrders = op.Orders;
        var committed = op.Orders.Sum(o => o.Quantity);
        _bucket = new Bucket
        {
            Epoch = epoch,
            State = BucketState.Loading,
            FinalState = op.State,
            Total = op.Total,
            // While pages come in, the units that they will bring count as available to nobody.
            Available = op.Total - committed,
            Limit = op.Limit,
            Version = 1,
            Announced = committed,
            LoadInProgress = true,
        };
        return "Ok";
    }

    private string Page(long epoch, StockOp.LoadPage op)
    {
        if (_bucket is not { } b || b.Epoch != epoch)
        {
            return "Superseded";
        }

        foreach (var (purchase, quantity) in b.LoadInProgress ? LoadOrders.Skip(op.Skip).Take(op.Take) : [])
        {
            if (b.Records.TryAdd(purchase, new Record(ReservationState.Confirmed, quantity, 0)))
            {
                b.Confirmed += quantity;
                b.AddUnits(purchase, quantity);
            }
        }

        return "Ok";
    }

    private string Held(long epoch, StockOp.LoadHeld op)
    {
        if (_bucket is not { } b || b.Epoch != epoch)
        {
            return "Superseded";
        }

        if (b.LoadInProgress && b.Confirmed == 0)
        {
            b.Held[op.Buyer] = op.Units;
        }

        return "Ok";
    }

    private string Complete(long epoch)
    {
        if (_bucket is not { } b || b.Epoch != epoch)
        {
            return "Superseded";
        }

        if (b.LoadInProgress)
        {
            if (b.Confirmed != b.Announced)
            {
                return "Incomplete";
            }

            b.LoadInProgress = false;
            b.State = b.FinalState;
        }

        return "Ok";
    }

    private string Delete()
    {
        _bucket = null;
        return "Ok";
    }

    private sealed record Record(ReservationState State, int Quantity, long Sequence);

    private sealed class Bucket
    {
        public required long Epoch { get; init; }

        public required BucketState State { get; set; }

        public required BucketState FinalState { get; init; }

        public required long Total { get; set; }

        public required long Available { get; set; }

        public long Reserved { get; set; }

        public long Confirmed { get; set; }

        public long Sequence { get; set; }

        public long Ended { get; set; }

        public long Adjusted { get; set; }

        public bool LastAdjustApplied { get; set; } = true;

        public required long Version { get; set; }

        public required int Limit { get; set; }

        public int Window { get; set; }

        public required long Announced { get; init; }

        public required bool LoadInProgress { get; set; }

        public Dictionary<int, Record> Records { get; } = [];

        public Dictionary<int, int> Held { get; } = [];

        public int Units(int purchase) => Held.GetValueOrDefault(purchase % Samples.Buyers);

        public void AddUnits(int purchase, int units) =>
            Held[purchase % Samples.Buyers] = Math.Max(0, Units(purchase) + units);
    }
}
