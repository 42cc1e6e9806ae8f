using System.Globalization;
using Seckill.Speed.Servers;

namespace Seckill.Speed.Http;

/// <summary>
/// Queued purchases at a steady pace for half a minute: how many orders become durable while the line does not grow. The pace goes up share by
/// share of the reference until it is not kept up with; the row is the highest that was.
/// </summary>
internal sealed class EndToEndRow(HttpSettings settings, BenchmarkServers servers, ProductClient client, Wrk wrk, TextWriter output)
{
    public async Task<RowResult> MeasureAsync(Uri reference, Uri bare, CancellationToken cancellationToken)
    {
        await wrk.RunAsync(Target.Taken("reference", reference), HttpSettings.WarmUpSeconds, cancellationToken);
        List<Pair> sustained = [];
        foreach (var share in settings.Shares)
        {
            var sale = await client.OpenSaleAsync("speed-end-to-end", HttpBenchmark.Plenty, 1_000_000, "queued", cancellationToken);
            var target = Target.Ticket(HttpSettings.EndToEnd, HttpBenchmark.PurchasesOf(servers.Product.Address, "api", sale));
            var first = await wrk.RunAsync(Target.Taken("reference", reference), settings.Seconds, cancellationToken);
            var pace = share * first.PerSecond;
            var warm = await wrk.RunPacedAsync(target, HttpSettings.WarmUpSeconds, pace, cancellationToken);
            var load = wrk.RunPacedAsync(target, HttpSettings.SustainedSeconds, pace, cancellationToken);
            var watch = new LineWatch(client, sale);
            await watch.RunAsync(load, cancellationToken);
            var run = await load;
            var last = await wrk.RunAsync(Target.Taken("reference without token check", bare), settings.Seconds, cancellationToken);
            await BooksCheck.RunAsync(client, sale, warm.Good + run.Good, 2 * Wrk.PacedConnections, cancellationToken);

            var steady = LineWatch.IsSteady(watch.Lags);
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {HttpSettings.EndToEnd} {share:0.00}: {run.PerSecond:N0} tickets/s, {watch.OrdersPerSecond:N0} orders/s, line up to {watch.Lags.Max():0.00} s, {(steady ? "steady" : "growing")}; reference {first.PerSecond:N0}/s, ratio {watch.OrdersPerSecond / first.PerSecond:0.00}"));
            var pair = new Pair(first, run with { Good = (long)(watch.OrdersPerSecond * run.Microseconds / 1e6) }, last);
            if (!steady)
            {
                return new RowResult(HttpSettings.EndToEnd, sustained.Count > 0 ? sustained : throw new BenchmarkFailedException($"Not even the lowest pace, {share:0.00}, was sustained."));
            }

            sustained = [pair];
        }

        return new RowResult(HttpSettings.EndToEnd, sustained);
    }
}
