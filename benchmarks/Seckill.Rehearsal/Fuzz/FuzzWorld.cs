using System.Text;

namespace Seckill.Rehearsal.Fuzz;

/// <summary>What there is to be fuzzed: an open sale, its orders, and callers.</summary>
/// <param name="Authority">The value of the Host header.</param>
/// <param name="Sale">An open sale with stock.</param>
/// <param name="Draft">A sale that is not published.</param>
/// <param name="Operator">An operator's token.</param>
/// <param name="Buyers">Tokens of buyers who own nothing.</param>
/// <param name="Orders">Orders of others.</param>
/// <param name="Amount">What each of these orders costs.</param>
internal sealed record FuzzWorld(string Authority, string Sale, string Draft, string Operator, IReadOnlyList<byte[]> Buyers, IReadOnlyList<string> Orders, decimal Amount)
{
    public string AnyBuyer(Random dice) => Encoding.ASCII.GetString(Buyers[dice.Next(Buyers.Count)]);

    public string AnyOrder(Random dice) => Orders[dice.Next(Orders.Count)];
}
