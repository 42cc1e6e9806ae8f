using Seckill.Redis.Records;
using Seckill.Stock;
using StackExchange.Redis;

namespace Seckill.Redis;

/// <summary>The common head of a script's reply: status, view, then what the script has to say.</summary>
internal readonly struct ScriptReply
{
    private readonly RedisResult[] _parts;

    public ScriptReply(RedisResult result)
    {
        _parts = (RedisResult[]?)result ?? throw new FormatException("A stock script replied with nothing.");
        Status = (BucketStatus)(int)_parts[0];
        View = _parts.Length > 1 ? ViewText.Parse((string?)_parts[1]) : null;
    }

    public BucketStatus Status { get; }

    public BucketView? View { get; }

    public int Count => Math.Max(0, _parts.Length - 2);

    public RedisResult this[int index] => _parts[index + 2];

    public ChangeResult ToChangeResult()
    {
        var outcomes = new ChangeOutcome[Status == BucketStatus.Ok ? Count : 0];
        for (var i = 0; i < outcomes.Length; i++)
        {
            outcomes[i] = (ChangeOutcome)(int)this[i];
        }

        return new ChangeResult(Status, View, outcomes);
    }
}
