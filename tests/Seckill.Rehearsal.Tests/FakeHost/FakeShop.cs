namespace Seckill.Rehearsal.Tests.FakeHost;

/// <summary>A whole shop under one lock: right, but for the bugs it is given. It outlives the web server in front of it, as a disk would.</summary>
public sealed class FakeShop(Bug bugs)
{
    private static readonly TimeSpan LineTime = TimeSpan.FromMilliseconds(300);

    private const int FewArrivals = 60;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, FakeSale> _sales = [];
    private readonly Dictionary<string, FakePurchase> _purchases = [];

    public bool Has(Bug bug) => bugs.HasFlag(bug);

    public T Read<T>(string sale, Func<FakeSale, T> read)
    {
        lock (_gate)
        {
            return read(_sales[sale]);
        }
    }

    public bool Knows(string sale)
    {
        lock (_gate)
        {
            return _sales.ContainsKey(sale);
        }
    }

    public void Add(FakeSale sale)
    {
        lock (_gate)
        {
            sale.Available = sale.Stock;
            _sales.Add(sale.Id, sale);
        }
    }

    public FakeAnswer Buy(string saleId, string buyer, string key, int quantity)
    {
        lock (_gate)
        {
            if (!_sales.TryGetValue(saleId, out var sale))
            {
                return new FakeAnswer(404, "sale-not-found");
            }

            var closed = Refusal(sale);
            if (Has(Bug.GateBeforeKeys) && (closed is not null || sale.Available == 0))
            {
                return closed ?? new FakeAnswer(409, "sold-out");
            }

            if (sale.Keys.TryGetValue((buyer, key), out var known))
            {
                return known.Quantity == quantity || Has(Bug.IgnoresQuantityOfKey) ? Repeat(sale, known) : new FakeAnswer(409, "idempotency-conflict");
            }

            return closed ?? Take(sale, buyer, key, quantity);
        }
    }

    public FakePurchase? Find(string id)
    {
        lock (_gate)
        {
            return _purchases.GetValueOrDefault(id);
        }
    }

    public FakeAnswer Cancel(string id, string buyer)
    {
        lock (_gate)
        {
            if (!_purchases.TryGetValue(id, out var purchase) || purchase.Buyer != buyer)
            {
                return new FakeAnswer(404, "purchase-not-found");
            }

            if (purchase.Status == "paid")
            {
                return new FakeAnswer(409, "already-paid");
            }

            End(purchase);
            return new FakeAnswer(200, Purchase: purchase);
        }
    }

    public FakeAnswer Pay(string id, decimal amount, string currency)
    {
        lock (_gate)
        {
            Tend();
            if (!_purchases.TryGetValue(id, out var purchase) || !purchase.HasOrder)
            {
                return new FakeAnswer(404, "purchase-not-found");
            }

            if (amount != purchase.Amount || currency != purchase.Sale.Currency)
            {
                return new FakeAnswer(422, "amount-mismatch");
            }

            if (purchase.Outcome is not null && Has(Bug.ChangesOutcome))
            {
                return new FakeAnswer(200, purchase.Outcome == "paid" ? "refund" : "paid");
            }

            if (purchase.Status == "pendingPayment" && !Has(Bug.ForgetsPayment))
            {
                purchase.Status = "paid";
            }

            purchase.Outcome = purchase.Status is "paid" or "pendingPayment" || Has(Bug.PaysCancelled) ? "paid" : "refund";
            return new FakeAnswer(200, purchase.Outcome);
        }
    }

    /// <summary>Does what is due: serves the line and ends what was not paid in time.</summary>
    public void Tend()
    {
        lock (_gate)
        {
            var now = DateTimeOffset.UtcNow;
            foreach (var purchase in _purchases.Values)
            {
                if (purchase.Status == "queued" && now >= purchase.RipeAt && !(Has(Bug.ForgetsTicket) && purchase == purchase.Sale.Purchases[0]))
                {
                    (purchase.Status, purchase.PayBefore) = ("pendingPayment", now + purchase.Sale.PaymentWindow);
                }
                else if (purchase.Status == "pendingPayment" && now >= ExpiryOf(purchase) && !Has(Bug.NeverExpires))
                {
                    End(purchase);
                }
            }
        }
    }

    /// <summary>What a power cut does to it.</summary>
    public void LosePower()
    {
        lock (_gate)
        {
            foreach (var sale in _sales.Values)
            {
                foreach (var purchase in Has(Bug.LosesOrdersWhenKilled) ? sale.Purchases.TakeLast(3).ToArray() : [])
                {
                    Forget(purchase);
                }

                if (Has(Bug.StrandsUnitWhenKilled) && sale.Available > 0)
                {
                    sale.Available--;
                }
            }
        }
    }

    /// <summary>Place in line; null when not in line.</summary>
    public int? PositionOf(FakePurchase purchase)
    {
        lock (_gate)
        {
            purchase.Looks++;
            return purchase.Status != "queued" ? null
                : Has(Bug.GrowsPosition) ? purchase.Looks
                : 1 + purchase.Sale.Purchases.TakeWhile(other => other != purchase).Count(other => other.Status == "queued");
        }
    }

    private DateTimeOffset ExpiryOf(FakePurchase purchase) =>
        purchase.PayBefore.AddSeconds(Has(Bug.ExpiresLate) ? 2 : Has(Bug.ExpiresEarly) ? -1 : 0);

    private static FakeAnswer? Refusal(FakeSale sale) =>
        sale.Stage == "paused" ? new FakeAnswer(409, "paused")
        : sale.Stage == "closed" || DateTimeOffset.UtcNow >= sale.EndsAt ? new FakeAnswer(410, "ended")
        : null;

    private static FakeAnswer Say(FakePurchase purchase) => new(purchase.Status == "queued" ? 202 : 201, Purchase: purchase);

    private FakeAnswer Repeat(FakeSale sale, FakePurchase known)
    {
        if (sale.Available >= known.Quantity && (Has(Bug.AnswersRepeatWithNewOrder) || Has(Bug.HidesSecondOrder)))
        {
            var second = Make(sale, known.Buyer, known.Quantity);
            return Say(Has(Bug.HidesSecondOrder) ? known : second);
        }

        return Say(known);
    }

    private FakeAnswer Take(FakeSale sale, string buyer, string key, int quantity)
    {
        var held = sale.Purchases.Where(one => one.Buyer == buyer && (one.IsLive || one.Status == "queued")).Sum(one => one.Quantity);
        if (held + quantity > sale.Limit && !Has(Bug.IgnoresLimit))
        {
            return new FakeAnswer(409, "limit-reached");
        }

        if (Bites(Bug.RefusesFalsely, sale))
        {
            return new FakeAnswer(409, "sold-out");
        }

        if (sale.Available < quantity * 2 && Bites(Bug.Tells500, sale))
        {
            return new FakeAnswer(500, "crashed");
        }

        if (sale.Available < quantity && !Bites(Bug.OversellsByOne, sale))
        {
            return new FakeAnswer(409, "sold-out");
        }

        var purchase = Make(sale, buyer, quantity);
        sale.Keys[(buyer, key)] = purchase;
        if (Bites(Bug.LosesAnOrder, sale))
        {
            Forget(purchase);
        }

        return Say(purchase);
    }

    private FakePurchase Make(FakeSale sale, string buyer, int quantity)
    {
        var now = DateTimeOffset.UtcNow;
        var purchase = new FakePurchase
        {
            Id = Guid.NewGuid().ToString("n"),
            Sale = sale,
            Buyer = buyer,
            Quantity = quantity,
            Status = IsQueued(sale, now) ? "queued" : "pendingPayment",
            RipeAt = now + LineTime,
            PayBefore = now + sale.PaymentWindow,
        };
        sale.Available = Math.Max(0, sale.Available - quantity);
        sale.Purchases.Add(purchase);
        _purchases.Add(purchase.Id, purchase);
        return purchase;
    }

    private void End(FakePurchase purchase)
    {
        if (purchase.Status is "cancelled" or "refused")
        {
            return;
        }

        purchase.Status = purchase.Status == "queued" ? "refused" : "cancelled";
        if (Has(Bug.ForgetsCancelledKeys))
        {
            purchase.Sale.Keys.Remove(purchase.Sale.Keys.Single(pair => pair.Value == purchase).Key);
        }

        if (!Bites(Bug.StrandsUnit, purchase.Sale))
        {
            purchase.Sale.Available += purchase.Quantity;
        }
    }

    private bool IsQueued(FakeSale sale, DateTimeOffset now)
    {
        if (sale.Mode != "adaptive")
        {
            return sale.Mode == "queued";
        }

        sale.Arrivals.Enqueue(now);
        while (now - sale.Arrivals.Peek() > TimeSpan.FromSeconds(1))
        {
            sale.Arrivals.Dequeue();
        }

        var was = sale.IsQueued;
        sale.IsQueued = !Has(Bug.NeverQueues) && (sale.Arrivals.Count > FewArrivals || (was && Has(Bug.StaysQueued)));
        if (was && !sale.IsQueued && Has(Bug.LosesTicketOnSwitch))
        {
            sale.Purchases.First(one => one.Status == "pendingPayment").Status = "refused";
        }

        return sale.IsQueued;
    }

    private void Forget(FakePurchase purchase)
    {
        purchase.Sale.Purchases.Remove(purchase);
        _purchases.Remove(purchase.Id);
        purchase.Sale.Available += purchase.Quantity;
        foreach (var key in purchase.Sale.Keys.Where(pair => pair.Value == purchase).Select(pair => pair.Key).ToArray())
        {
            purchase.Sale.Keys.Remove(key);
        }
    }

    private bool Bites(Bug bug, FakeSale sale)
    {
        if (!Has(bug) || sale.Bitten)
        {
            return false;
        }

        sale.Bitten = true;
        return true;
    }
}
