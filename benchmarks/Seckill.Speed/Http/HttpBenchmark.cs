using System.Globalization;
using System.Net;
using Seckill.Speed.Reporting;
using Seckill.Speed.Servers;

namespace Seckill.Speed.Http;

/// <summary>The rows over HTTP: the product beside a bare endpoint, in interleaved runs.</summary>
internal sealed class HttpBenchmark(HttpSettings settings, TextWriter output)
{
    public const long Plenty = 100_000_000;

    public static Uri PurchasesOf(Uri server, string root, string sale) => new(server, $"/{root}/sales/{sale}/purchases");

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var servers = await BenchmarkServers.StartAsync(cancellationToken);
        using var client = await ProductClient.ConnectAsync(servers.Product.Address, cancellationToken);
        using var wrk = new Wrk(settings.Connections, await client.GetTokensAsync("u", HttpSettings.Buyers, cancellationToken));
        output.WriteLine($"{Machine.Describe()}; product process {servers.Product.Id}, reference process {servers.Reference.Id}");

        var results = new List<RowResult>();
        foreach (var row in settings.Rows)
        {
            results.Add(row switch
            {
                HttpSettings.SoldOut => await SoldOutAsync(servers, client, wrk, cancellationToken),
                HttpSettings.EndToEnd => await new EndToEndRow(settings, servers, client, wrk, output).MeasureAsync(
                    PurchasesOf(servers.Reference.Address, "api", "any"), PurchasesOf(servers.Reference.Address, "bare", "any"), cancellationToken),
                HttpSettings.Queued => await TakenAsync(row, "queued", Target.Ticket, servers, client, wrk, cancellationToken),
                _ => await TakenAsync(row, "atomic", Target.Taken, servers, client, wrk, cancellationToken),
            });
        }

        output.WriteLine();
        output.Write(MarkdownTable.Format(RowResult.Titles, results.Select(result => result.Cells())));
    }

    private async Task<RowResult> SoldOutAsync(BenchmarkServers servers, ProductClient client, Wrk wrk, CancellationToken cancellationToken)
    {
        var sale = await client.OpenSaleAsync("speed-sold-out", 1, 1, "atomic", cancellationToken);
        var winner = (await client.GetTokensAsync("winner", 1, cancellationToken))[0];
        var status = await client.BuyAsync(sale, winner, "only", cancellationToken);
        if (status != HttpStatusCode.Created)
        {
            throw new BenchmarkFailedException($"The only unit could not be bought: {(int)status}.");
        }

        var product = Target.SoldOut(HttpSettings.SoldOut, PurchasesOf(servers.Product.Address, "api", sale));
        var result = await MeasureAsync(servers, product, sale, wrk, static _ => { }, cancellationToken);
        await BooksCheck.RunAsync(client, sale, counted: 1, cutOff: 0, cancellationToken);
        return result;
    }

    private async Task<RowResult> TakenAsync(
        string row,
        string mode,
        Func<string, Uri, Target> target,
        BenchmarkServers servers,
        ProductClient client,
        Wrk wrk,
        CancellationToken cancellationToken)
    {
        var sums = new Sums();
        var sale = await client.OpenSaleAsync("speed-" + row, Plenty, 1_000_000, mode, cancellationToken);
        var product = target(row, PurchasesOf(servers.Product.Address, "api", sale));
        var result = await MeasureAsync(servers, product, sale, wrk, sums.Add, cancellationToken);
        var began = TimeProvider.System.GetTimestamp();
        var books = await BooksCheck.RunAsync(client, sale, sums.Taken, sums.Runs * settings.Connections, cancellationToken);
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"  books: {sums.Taken:N0} answered as taken, {books.PendingPayment:N0} orders ({books.PendingPayment - sums.Taken} cut off at the end of {sums.Runs} runs), at rest after {TimeProvider.System.GetElapsedTime(began).TotalSeconds:0.0} s"));
        return result;
    }

    private async Task<RowResult> MeasureAsync(
        BenchmarkServers servers,
        Target product,
        string sale,
        Wrk wrk,
        Action<WrkSummary> seen,
        CancellationToken cancellationToken)
    {
        var reference = Target.Taken("reference", PurchasesOf(servers.Reference.Address, "api", sale));
        var bare = Target.Taken("reference without token check", PurchasesOf(servers.Reference.Address, "bare", sale));
        await wrk.RunAsync(reference, HttpSettings.WarmUpSeconds, cancellationToken);
        seen(await wrk.RunAsync(product, HttpSettings.WarmUpSeconds, cancellationToken));
        await wrk.RunAsync(bare, HttpSettings.WarmUpSeconds, cancellationToken);

        var pairs = new List<Pair>();
        while (pairs.Count < settings.Pairs)
        {
            var first = await wrk.RunAsync(reference, settings.Seconds, cancellationToken);
            var second = await wrk.RunAsync(product, settings.Seconds, cancellationToken);
            seen(second);
            var pair = new Pair(first, second, await wrk.RunAsync(bare, settings.Seconds, cancellationToken));
            pairs.Add(pair);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {product.Name} {pairs.Count}/{settings.Pairs}: {pair.Product.PerSecond:N0}/s, reference {pair.Reference.PerSecond:N0}/s, ratio {pair.Ratio:0.00}; bare {pair.Bare.PerSecond:N0}/s"));
        }

        return new RowResult(product.Name, pairs);
    }
}
