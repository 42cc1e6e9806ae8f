using System.Globalization;
using Seckill.Redis.Tests.Model;
using Seckill.Redis.Tests.Servers;

namespace Seckill.Redis.Tests;

/// <summary>What the scripts do on every server. <c>SECKILL_MODEL_SEQUENCES</c> sets the count of sequences (default 2,000).</summary>
public abstract class StockScriptContract(StockServer server)
{
    private static int Sequences =>
        int.TryParse(Environment.GetEnvironmentVariable("SECKILL_MODEL_SEQUENCES"), CultureInfo.InvariantCulture, out var n) ? n : 2_000;

    private static int FirstSeed =>
        int.TryParse(Environment.GetEnvironmentVariable("SECKILL_SEED"), CultureInfo.InvariantCulture, out var n) ? n : Environment.TickCount & 0xFFFFFF;

    [Fact]
    public async Task Scripts_agree_with_the_model_in_random_sequences()
    {
        var seed = FirstSeed;
        TestContext.Current.TestOutputHelper?.WriteLine($"first seed {seed}, {Sequences} sequences (SECKILL_SEED, SECKILL_MODEL_SEQUENCES)");
        Assert.Null(await ModelCheck.FindDifferenceAsync(server.Store, seed, Sequences));
    }

    [Theory]
    [MemberData(nameof(PlantedBugs))]
    public async Task Model_check_catches_a_planted_bug(string script, string original, string planted)
    {
        var hits = 0;
        var store = server.CreateStore((name, text) =>
        {
            if (name != script)
            {
                return text;
            }

            Assert.Contains(original, text, StringComparison.Ordinal);
            hits++;
            return text.Replace(original, planted, StringComparison.Ordinal);
        });
        Assert.Equal(1, hits);
        Assert.NotNull(await ModelCheck.FindDifferenceAsync(store, 1, 1_000));
    }

    public static TheoryData<string, string, string> PlantedBugs() => new()
    {
        { "reserve", "local rec = recs[i] or fresh[id]", "local rec = recs[i]" },
        { "reserve", "local rec = recs[i] or fresh[id]", "local rec = fresh[id]" },
        { "reserve", "elseif av < q then", "elseif av < 1 then" },
        { "reserve", "held[b] + q > limit", "held[b] >= limit" },
        { "reserve", "held[b] = held[b] + q\n", "\n" },
        { "reserve", "now >= ends", "false" },
        { "reserve", "elseif st == S_PAUSED then gate = -4", "elseif st == -1 then gate = -4" },
        { "reserve", "redis.call('RPUSH', KEYS[4], unpack(line))", "" },
        { "reserve", "local code = status(tonumber(ARGV[1]))", "local code = status(0)" },
        { "confirm", "av = av - q\n", "" },
        { "confirm", "rs = rs - q", "" },
        { "confirm", "elseif state == 'X' then", "elseif state == '-' then" },
        { "confirm", "changeHeld(b, q)", "" },
        { "confirm", "  trimLine(n)", "  redis.call('LTRIM', KEYS[4], n, -1)" },
        { "release", "if state == 'X' then", "if state == '-' then" },
        { "release", "av = av + q", "if state == 'R' then av = av + q end" },
        { "release", "changeHeld(buyer, -q)", "held[buyer] = held[buyer]" },
        { "release", "local code = status(tonumber(ARGV[1]))", "local code = status(0)" },
        { "adjust", "elseif delta < 0 and av < -delta then", "elseif delta < 0 and av < -delta - 1 then" },
        { "adjust", "elseif number > aj + 1 then", "elseif false then" },
        { "adjust", "'ajr', 0)", "'ajr', 1)" },
        { "configure", "if tonumber(ARGV[2]) > current then", "if tonumber(ARGV[2]) >= current then" },
        { "configure", "if st ~= S_CLOSED then st = tonumber(ARGV[3]) end", "st = tonumber(ARGV[3])" },
        { "load_begin", "if current > epoch then return { 1 } end", "" },
        { "load_page", "if not recs[i] and not seen[id] then", "if not seen[id] then" },
        { "load_complete", "if cf ~= tonumber(L[1]) then return { 2 } end", "" },
    };
}
