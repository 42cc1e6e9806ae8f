namespace Seckill.Speed.Http;

/// <summary>Reads the books once a second while the product is under a steady load, and tells how far the orders were behind.</summary>
internal sealed class LineWatch(ProductClient client, string sale)
{
    private static readonly TimeSpan s_look = TimeSpan.FromSeconds(1);

    private readonly List<double> _lags = [];

    /// <summary>Orders that became durable for each second, between the first look and the last.</summary>
    public double OrdersPerSecond { get; private set; }

    /// <summary>Purchases in line, in seconds of the orders' rate, look by look.</summary>
    public IReadOnlyList<double> Lags => _lags;

    /// <summary>Looks until the load has ended.</summary>
    public async Task RunAsync(Task load, CancellationToken cancellationToken)
    {
        var began = TimeProvider.System.GetTimestamp();
        var first = await client.ReadBooksAsync(sale, cancellationToken);
        while (!load.IsCompleted)
        {
            await Task.Delay(s_look, cancellationToken);
            var books = await client.ReadBooksAsync(sale, cancellationToken);
            if (!load.IsCompleted)
            {
                OrdersPerSecond = (books.PendingPayment - first.PendingPayment) / TimeProvider.System.GetElapsedTime(began).TotalSeconds;
                _lags.Add(books.Reserved / Math.Max(1, OrdersPerSecond));
            }
        }
    }

    /// <summary>True when the last third of the looks is about where the first third was, and no look shows a second or more.</summary>
    public static bool IsSteady(IReadOnlyList<double> lags)
    {
        const double Most = 1;
        const double Tolerance = 0.1;
        var third = lags.Count / 3;
        return third > 0
            && lags.Max() < Most
            && Reporting.Median.Of(lags.TakeLast(third)) <= Reporting.Median.Of(lags.Take(third)) + Tolerance;
    }
}
