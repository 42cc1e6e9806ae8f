using Seckill.Rehearsal.Api;
using Seckill.Rehearsal.Crowd;

namespace Seckill.Rehearsal.Kill;

/// <summary>Keeps tokens good over restarts: a development host may seal them with a key of its own.</summary>
internal sealed class TokenKeeper(OperatorApi desk, BuyerApi api, string prefix, IReadOnlyList<Buyer> buyers)
{
    /// <summary>Makes new tokens for the same names if the old ones are refused.</summary>
    public async Task RenewAsync()
    {
        var probe = await api.FindAsync(buyers[0].Token, "none");
        if (probe.Kind != AnswerKind.Unauthorized)
        {
            return;
        }

        await desk.SignInAsync();
        var tokens = await desk.MakeBuyersAsync(prefix, buyers.Count);
        for (var i = 0; i < tokens.Length; i++)
        {
            buyers[i].Token = tokens[i];
        }
    }
}
